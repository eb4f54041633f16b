package io.llmloadtest.collect.traces;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

/** Where the receivers hand in what came. */
interface Intake {

    /** The most one message may hold, unpacked. vLLM's exporter sends 512 spans at once, some 1 KB each. */
    int MOST_BYTES = 16 << 20;

    /** A message. */
    void take(ExportTraceServiceRequest message);

    /** Something that was no message. */
    void refuse();

    /** Bytes that should be a message; false when they are none. */
    default boolean take(byte[] body) {
        try {
            take(ExportTraceServiceRequest.parseFrom(body));
            return true;
        } catch (InvalidProtocolBufferException _) {
            refuse();
            return false;
        }
    }
}
