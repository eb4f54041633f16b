package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import java.time.Instant;

/**
 * The absolute values of one snapshot that the result shows.
 *
 * @param at when the snapshot was taken
 * @param requestSuccess choices that ended well since the server started
 * @param generationTokens tokens generated since the server started
 * @param ttft the TTFT histogram since the server started
 * @param running requests in the engine now
 * @param waiting requests queued now
 * @param kvUsage share of the KV cache in use, 0 to 1
 */
public record ServerValues(Instant at, Reading requestSuccess, Reading generationTokens, HistogramDelta ttft,
        Reading running, Reading waiting, Reading kvUsage) {

    /** The values of two replicas together; of the cache usage the larger. */
    ServerValues plus(ServerValues other) {
        return new ServerValues(at.isAfter(other.at) ? at : other.at, requestSuccess.plus(other.requestSuccess),
                generationTokens.plus(other.generationTokens), ttft.plus(other.ttft), running.plus(other.running),
                waiting.plus(other.waiting), larger(kvUsage, other.kvUsage));
    }

    private static Reading larger(Reading one, Reading other) {
        return one.known().orElse(-1) >= other.known().orElse(-1) ? one : other;
    }
}
