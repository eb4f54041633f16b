package io.llmloadtest.collect.traces;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.HexFormat;

/** Messages as vLLM 0.32.0 sends them. */
final class Messages {

    private Messages() {
    }

    static ExportTraceServiceRequest of(Span... spans) {
        ScopeSpans.Builder scope = ScopeSpans.newBuilder();
        for (Span span : spans) {
            scope.addSpans(span);
        }
        return ExportTraceServiceRequest.newBuilder().addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
                .build();
    }

    static Span request(String traceId, Instant arrival, int tokens) {
        return Span.newBuilder().setName("llm_request").setTraceId(bytes(traceId))
                .setParentSpanId(bytes("b7ad6b7169203331"))
                .setStartTimeUnixNano(arrival.getEpochSecond() * 1_000_000_000 + arrival.getNano())
                .addAttributes(attribute("gen_ai.request.id",
                        AnyValue.newBuilder().setStringValue("chatcmpl-run1-0001").build()))
                .addAttributes(number("gen_ai.usage.prompt_tokens", 13))
                .addAttributes(number("gen_ai.usage.completion_tokens", tokens))
                .addAttributes(seconds("gen_ai.latency.time_to_first_token", 0.0616))
                .addAttributes(seconds("gen_ai.latency.e2e", 0.0769))
                .addAttributes(seconds("gen_ai.latency.time_in_queue", 0.0000439)).build();
    }

    static Span startUp() {
        return Span.newBuilder().setName("Load model").setTraceId(bytes("00".repeat(15) + "01")).build();
    }

    static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    private static KeyValue number(String name, long value) {
        return attribute(name, AnyValue.newBuilder().setIntValue(value).build());
    }

    private static KeyValue seconds(String name, double value) {
        return attribute(name, AnyValue.newBuilder().setDoubleValue(value).build());
    }

    private static KeyValue attribute(String name, AnyValue value) {
        return KeyValue.newBuilder().setKey(name).setValue(value).build();
    }
}
