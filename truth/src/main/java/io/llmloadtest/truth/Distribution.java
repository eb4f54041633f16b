package io.llmloadtest.truth;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Durations to be summed up exactly: mean, and percentiles by nearest rank (the value at rank ceil(q n)). */
final class Distribution {
    private static final double NANOS_PER_MILLI = 1e6;
    private final long[] sorted;

    Distribution(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    int count() {
        return sorted.length;
    }

    /** Empty when nothing was measured. */
    OptionalDouble meanMillis() {
        OptionalDouble mean = Arrays.stream(sorted).average();
        return mean.isPresent() ? OptionalDouble.of(mean.getAsDouble() / NANOS_PER_MILLI) : mean;
    }

    /** The percentile of the fraction {@code q} in (0, 1]; empty when nothing was measured. */
    OptionalDouble percentileMillis(double q) {
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int rank = (int) Math.ceil(q * sorted.length);
        return OptionalDouble.of(sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)] / NANOS_PER_MILLI);
    }
}
