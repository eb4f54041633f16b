package io.llmloadtest.verdict.slo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a search turns up. */
public enum Axis {
    /** Requests kept in flight: whole numbers. */
    CONCURRENCY {
        @Override
        boolean isTight(double met, double notMet, double precision) {
            return notMet - met <= Math.max(1, Math.floor(precision * met));
        }

        @Override
        double between(double met, double notMet) {
            return Math.floor((met + notMet) / 2);
        }
    },
    /** Requests sent per second. */
    RATE {
        @Override
        boolean isTight(double met, double notMet, double precision) {
            return notMet <= met * (1 + precision) * (1 + 1e-9);
        }

        // The geometric mean, so that each step says as much of a small rate as of a large one; with three digits where
        // they tell it from both.
        @Override
        double between(double met, double notMet) {
            double middle = Math.sqrt(met * notMet);
            double rounded = new BigDecimal(middle).round(new MathContext(3)).doubleValue();
            return rounded > met && rounded < notMet ? rounded : middle;
        }
    };

    /** Whether nothing is left to find out between two settings. */
    abstract boolean isTight(double met, double notMet, double precision);

    /** A setting between two that are not tight. */
    abstract double between(double met, double notMet);

    /** The name in options and in the published result. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The axis of that name. */
    public static Optional<Axis> named(String key) {
        return Arrays.stream(values()).filter(axis -> axis.key().equals(key)).findFirst();
    }
}
