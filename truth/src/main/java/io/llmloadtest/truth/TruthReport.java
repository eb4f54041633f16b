package io.llmloadtest.truth;

import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The record at one moment, and its JSON form: a summary, and on request every stamp of every request. The summary covers
 * completed requests only. Stamps are 64-bit integers, beyond what a double holds exactly.
 *
 * @param requests requests that ended, in the order of their ends
 * @param notKept  requests that ended after the limit of kept ones was reached
 */
record TruthReport(List<RequestTruth> requests, long notKept) {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** Writes the JSON and closes {@code out}. */
    void writeTo(OutputStream out, boolean withRequests) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeName("now");
            writeStamp(json, Stamp.now());
            writeSummary(json);
            if (withRequests) {
                json.writeArrayPropertyStart("requests");
                requests.forEach(request -> writeRequest(json, request));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
    }

    private void writeSummary(JsonGenerator json) {
        List<RequestTruth> completed = requests.stream().filter(RequestTruth::completed).toList();
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("completed", completed.size());
        json.writeNumberProperty("aborted", requests.size() - completed.size());
        json.writeNumberProperty("not_kept", notKept);
        json.writeNumberProperty("chunks", completed.stream().mapToLong(RequestTruth::chunks).sum());
        json.writeNumberProperty("blocked_chunks", completed.stream().mapToLong(RequestTruth::blockedChunks).sum());
        writeDistribution(json, "ttft_ms", each(completed, RequestTruth::ttftNanos));
        writeDistribution(json, "itl_ms", gaps(completed));
        writeDistribution(json, "e2e_ms", each(completed, RequestTruth::e2eNanos));
        json.writeEndObject();
    }

    private static Distribution each(List<RequestTruth> requests, ToLongFunction<RequestTruth> value) {
        return new Distribution(requests.stream().mapToLong(value).toArray());
    }

    /** Every single gap between two chunks of a request. */
    private static Distribution gaps(List<RequestTruth> requests) {
        long[] gaps = new long[requests.stream().mapToInt(request -> request.chunks() - 1).sum()];
        int next = 0;
        for (RequestTruth request : requests) {
            for (int chunk = 1; chunk < request.chunks(); chunk++) {
                gaps[next++] = request.nanoTime(chunk) - request.nanoTime(chunk - 1);
            }
        }
        return new Distribution(gaps);
    }

    private static void writeDistribution(JsonGenerator json, String name, Distribution distribution) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("count", distribution.count());
        writeMillis(json, "mean", distribution.meanMillis());
        writeMillis(json, "p50", distribution.percentileMillis(0.5));
        writeMillis(json, "p90", distribution.percentileMillis(0.9));
        writeMillis(json, "p99", distribution.percentileMillis(0.99));
        writeMillis(json, "max", distribution.percentileMillis(1));
        json.writeEndObject();
    }

    private static void writeMillis(JsonGenerator json, String name, OptionalDouble millis) {
        if (millis.isPresent()) {
            json.writeNumberProperty(name, millis.getAsDouble());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static void writeRequest(JsonGenerator json, RequestTruth request) {
        json.writeStartObject();
        json.writeStringProperty("id", request.id());
        json.writeBooleanProperty("completed", request.completed());
        json.writeName("arrival");
        writeStamp(json, request.arrival());
        json.writeNumberProperty("blocked_chunks", request.blockedChunks());
        writeArray(json, "nano_time", request.chunks(), request::nanoTime);
        writeArray(json, "realtime_ns", request.chunks(), request::realtimeNanos);
        json.writeEndObject();
    }

    private static void writeStamp(JsonGenerator json, Stamp stamp) {
        json.writeStartObject();
        json.writeNumberProperty("nano_time", stamp.nanoTime());
        json.writeNumberProperty("realtime_ns", stamp.realtimeNanos());
        json.writeEndObject();
    }

    private static void writeArray(JsonGenerator json, String name, int length, IntToLongFunction value) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < length; i++) {
            json.writeNumber(value.applyAsLong(i));
        }
        json.writeEndArray();
    }
}
