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
        Reading running, Reading waiting, Reading kvUsage) {}
