package io.llmloadtest.verdict.slo;

import io.llmloadtest.ledger.statistics.Percentiles;
import java.math.BigDecimal;
import java.util.Optional;

/** Which number of a latency an objective speaks of. */
public sealed interface Statistic {

    /** The mean. */
    record Mean() implements Statistic {}

    /** The largest. */
    record Max() implements Statistic {}

    /**
     * A percentile.
     *
     * @param percent above 0 and below 100
     */
    record Percentile(double percent) implements Statistic {

        /** As a share of 1. */
        public double share() {
            return percent / 100;
        }

        /** The fewest values that tell it. */
        public long leastCount() {
            return Percentiles.leastCount(share());
        }
    }

    /** As users write it: {@code mean}, {@code max}, {@code p99.9}. */
    default String text() {
        return switch (this) {
            case Mean() -> "mean";
            case Max() -> "max";
            case Percentile(double percent) -> "p" + BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
        };
    }

    static Optional<Statistic> named(String text) {
        return switch (text) {
            case "mean", "avg" -> Optional.of(new Mean());
            case "max" -> Optional.of(new Max());
            case "median" -> Optional.of(new Percentile(50));
            default -> text.startsWith("p") ? percentile(text.substring(1)) : Optional.empty();
        };
    }

    private static Optional<Statistic> percentile(String digits) {
        try {
            double percent = Double.parseDouble(digits);
            return percent > 0 && percent < 100 ? Optional.of(new Percentile(percent)) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
