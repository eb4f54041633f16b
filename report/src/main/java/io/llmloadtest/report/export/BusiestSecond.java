package io.llmloadtest.report.export;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.store.LevelView.WindowView;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;

/**
 * The most chunks with a token that arrived, and the most requests that were on their way, in any second of a level, completed
 * requests only: {@code max_output_tokens_per_s} and {@code max_concurrent_requests} of {@code vllm bench serve}, which counts
 * a request in every second it touches. Seconds are counted from the level's first send.
 */
final class BusiestSecond {

    private static final int MOST_SECONDS = 1_000_000;

    private final double from;
    private final long[] tokens;
    private final long[] requests;
    private boolean any;

    BusiestSecond(WindowView active) {
        from = active.from();
        int seconds = (int) Math.clamp(Math.ceil(active.to() - active.from()) + 1, 1, MOST_SECONDS);
        tokens = new long[seconds];
        requests = new long[seconds];
    }

    void add(RequestRecord request) {
        any = true;
        int last = Math.min(second(request.ended().nanos()), requests.length - 1);
        for (int i = Math.max(0, second(request.sent().nanos())); i <= last; i++) {
            requests[i]++;
        }
        ChunkTrain train = request.chunks();
        for (int i = 0; i < train.size(); i++) {
            int second = second(train.nanosAt(i));
            if (train.isToken(i) && second >= 0 && second < tokens.length) {
                tokens[second]++;
            }
        }
    }

    private int second(long nanos) {
        return (int) Math.floor(nanos / 1e9 - from);
    }

    void write(JsonGenerator json) {
        write(json, "max_output_tokens_per_s", tokens);
        write(json, "max_concurrent_requests", requests);
    }

    private void write(JsonGenerator json, String name, long[] counts) {
        if (any) {
            json.writeNumberProperty(name, Arrays.stream(counts).max().orElseThrow());
        } else {
            json.writeNullProperty(name);
        }
    }
}
