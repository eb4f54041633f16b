package io.llmloadtest.report.export;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.store.LevelView.WindowView;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import tools.jackson.core.JsonGenerator;

/**
 * The requests of a level in the arrays of {@code vllm bench serve}, all in the order in which they ended. Keeps some 50 bytes
 * of each; the gaps between chunks, which are the bulk, are written at once.
 */
final class VllmBenchRequests {

    /** What differs from what vLLM 0.32.0 writes under the same name. */
    static final Map<String, String> DIFFERENCES = differences();

    private static final int MOST_ERRORS = 1000;

    private final Map<String, String> said = new LinkedHashMap<>();
    private final BusiestSecond busiest;
    private int size;
    private double[] starts = new double[64];
    private double[] queued = new double[64];
    private double[] ttfts = new double[64];
    private double[] latencies = new double[64];
    private int[] inputs = new int[64];
    private int[] outputs = new int[64];
    private String[] errors = new String[64];

    VllmBenchRequests(WindowView active) {
        busiest = new BusiestSecond(active);
    }

    private static Map<String, String> differences() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ttft", "until the first chunk with content, reasoning or a tool call; vllm bench serve takes the first"
                + " chunk of any kind, which in a chat is the one with the role");
        all.put("itl", "between chunks that carry tokens; vllm bench serve also counts the gap after the role's chunk,"
                + " near 0, and the one before a last chunk without text");
        all.put("e2el", "until the last byte; vllm bench serve stops at the last chunk with a choice");
        all.put("percentiles", "null where there are too few values to tell one, or time-outs hide it");
        all.put("order", "requests are in the order in which they ended, not in which they were sent");
        all.put("unknown", "null; vllm bench serve writes 0 for the ttft and the latency of a failed request");
        all.put("start_times", "seconds since the run began");
        all.put("generated_texts", "null: answers are not kept");
        return all;
    }

    /** Takes a request in, and writes the gaps between its chunks, in seconds. */
    void add(RequestRecord request, JsonGenerator json) {
        makeRoom();
        double start = request.sent().nanos() / 1e9;
        boolean completed = request.isCompleted();
        starts[size] = start;
        queued[size] = request.sent().nanosSince(request.intended()) / 1e9;
        OptionalLong ttft = request.streamed() ? request.ttftNanos() : OptionalLong.empty();
        ttfts[size] = ttft.isPresent() ? ttft.getAsLong() / 1e9 : Double.NaN;
        latencies[size] = completed ? request.e2eNanos() / 1e9 : Double.NaN;
        inputs[size] = request.usage().map(TokenCounts::prompt).map(OptionalInt::of)
                .orElse(request.asked().inputTokens()).orElse(-1);
        outputs[size] = completed ? request.outputTokens() : 0;
        errors[size] = completed ? "" : once(request.outcome().words());
        size++;
        gaps(request.chunks(), json);
        if (completed) {
            busiest.add(request);
        }
    }

    private static void gaps(ChunkTrain train, JsonGenerator json) {
        json.writeStartArray();
        int last = train.firstToken().orElse(train.size());
        for (int i = last + 1; i < train.size(); i++) {
            if (train.isToken(i)) {
                if (!train.isPlaced(i)) {
                    json.writeNumber((train.nanosAt(i) - train.nanosAt(last)) / 1e9);
                }
                last = i;
            }
        }
        json.writeEndArray();
    }

    /** The same message of a million requests is kept once. */
    private String once(String message) {
        return said.size() < MOST_ERRORS
                ? said.computeIfAbsent(message, same -> same)
                : said.getOrDefault(message, message);
    }

    private void makeRoom() {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            queued = Arrays.copyOf(queued, 2 * size);
            ttfts = Arrays.copyOf(ttfts, 2 * size);
            latencies = Arrays.copyOf(latencies, 2 * size);
            inputs = Arrays.copyOf(inputs, 2 * size);
            outputs = Arrays.copyOf(outputs, 2 * size);
            errors = Arrays.copyOf(errors, 2 * size);
        }
    }

    /** Writes every other array, and the busiest second. */
    void write(JsonGenerator json) {
        array(json, "input_lens", i -> {
            if (inputs[i] < 0) {
                json.writeNull();
            } else {
                json.writeNumber(inputs[i]);
            }
        });
        array(json, "output_lens", i -> json.writeNumber(outputs[i]));
        array(json, "ttfts", i -> number(json, ttfts[i]));
        array(json, "latencies", i -> number(json, latencies[i]));
        array(json, "start_times", i -> number(json, starts[i]));
        array(json, "queue_times", i -> number(json, queued[i]));
        array(json, "generated_texts", _ -> json.writeNull());
        array(json, "errors", i -> json.writeString(errors[i]));
        busiest.write(json);
    }

    private void array(JsonGenerator json, String name, IntConsumer element) {
        json.writeArrayPropertyStart(name);
        for (int i = 0; i < size; i++) {
            element.accept(i);
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, double value) {
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
