package io.llmloadtest.store;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One latency in milliseconds.
 *
 * @param count values known
 * @param mean mean
 * @param min smallest
 * @param max largest
 * @param std population standard deviation
 * @param p50 median
 * @param p90 90th percentile
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param p999 99.9th percentile
 * @param withheld percentiles that are not told by so few values, by name, with the fewest that tell them
 * @param percentilesWithin how far a percentile may be from the exact one, as a share of it; empty when all are exact
 * @param censored requests that timed out and the percentiles that fall among them
 * @param mark {@code verified}, {@code bounded} or {@code client_only}
 */
public record LatencyView(long count, OptionalDouble mean, OptionalDouble min, OptionalDouble max, OptionalDouble std,
        OptionalDouble p50, OptionalDouble p90, OptionalDouble p95, OptionalDouble p99, OptionalDouble p999,
        Map<String, Long> withheld, OptionalDouble percentilesWithin, Optional<CensoredView> censored, String mark) {

    /** Earlier results do not say what was withheld. */
    public LatencyView {
        withheld = Objects.requireNonNullElse(withheld, Map.of());
    }

    /**
     * What is only known to be larger than something.
     *
     * @param count requests that timed out
     * @param atLeast lower bounds in milliseconds of the percentiles that fall among them, by name, such as {@code p99}
     */
    public record CensoredView(long count, Map<String, Double> atLeast) {}
}
