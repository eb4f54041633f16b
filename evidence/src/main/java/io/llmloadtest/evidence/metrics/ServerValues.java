package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
 * @param models the names that the page counts under, in alphabetical order
 * @param ours the one of several names whose values these are; empty when there is one name, or none of them is ours
 */
public record ServerValues(Instant at, Reading requestSuccess, Reading generationTokens, HistogramDelta ttft,
        Reading running, Reading waiting, Reading kvUsage, List<String> models, Optional<String> ours) {

    public ServerValues {
        models = List.copyOf(models);
    }

    /** Values of a page that names no model. */
    public ServerValues(Instant at, Reading requestSuccess, Reading generationTokens, HistogramDelta ttft,
            Reading running, Reading waiting, Reading kvUsage) {
        this(at, requestSuccess, generationTokens, ttft, running, waiting, kvUsage, List.of(), Optional.empty());
    }
}
