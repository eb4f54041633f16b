package io.llmloadtest.ledger.statistics;

import java.util.Optional;

/**
 * A number and how exactly it is known.
 *
 * @param value the best guess
 * @param interval where the true value lies; empty when there is too little to tell
 */
public record Estimate(double value, Optional<Interval> interval) {

    /** The same of a quantity that is never below 0: what lies there cannot be the true value. */
    public Estimate notNegative() {
        return new Estimate(value,
                interval.map(whole -> new Interval(Math.max(0, whole.low()), Math.max(0, whole.high()))));
    }
}
