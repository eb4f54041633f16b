package io.llmloadtest.ledger.statistics;

/**
 * When a percentile may be spoken of: when so many values are there that, with 97.5 % certainty, at least one lies beyond
 * it. Of {@code n} independent values all lie below the percentile {@code q} with probability {@code q^n}; only when that
 * is at most 2.5 % has its 95 % interval an upper end among the values (the distribution-free interval by order
 * statistics). With fewer values, what is shown as a p99.9 is the largest value and nothing else.
 */
public final class Percentiles {

    private static final double TAIL = (1 - Interval.CONFIDENCE) / 2;

    private Percentiles() {
    }

    /**
     * The fewest values that tell the percentile: 6 for the median, 36 for p90, 72 for p95, 368 for p99, 3,688 for p99.9.
     *
     * @param q above 0 and below 1
     */
    public static long leastCount(double q) {
        double further = Math.max(q, 1 - q);
        return (long) Math.ceil(Math.log(TAIL) / Math.log(further));
    }

    /** Whether {@code count} values tell it. */
    public static boolean areTold(double q, long count) {
        return count >= leastCount(q);
    }
}
