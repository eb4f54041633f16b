package io.llmloadtest.verdict;

import io.llmloadtest.model.Reading;
import java.util.OptionalDouble;

/**
 * What the server's histogram says of a percentile: it lies above {@code lowerMillis} and not above {@code upperMillis}.
 * The client's own may lie above the interval, since the client is later by nature, but not below it.
 *
 * @param latency which latency
 * @param percentile which percentile, between 0 and 1
 * @param lowerMillis the lower edge of the bucket, itself outside
 * @param upperMillis the upper edge, itself inside; empty for the bucket without one
 * @param client the client's percentile in milliseconds
 */
public record Bound(Verdict.Latency latency, double percentile, double lowerMillis, OptionalDouble upperMillis,
        Reading client) {

    /** Whether the client's percentile lies below the interval by more than clocks can differ, which is impossible. */
    public boolean contradicts() {
        OptionalDouble ours = client.known();
        return ours.isPresent() && ours.getAsDouble() < lowerMillis - Comparison.noiseMillis(lowerMillis);
    }
}
