package io.llmloadtest.ledger.statistics;

/**
 * A 95 % confidence interval: of a hundred made the same way, about 95 hold the true value.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

    /** How often such an interval holds the true value. */
    public static final double CONFIDENCE = 0.95;

    /** Whether {@code value} lies in it. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }
}
