package io.llmloadtest.ledger.statistics;

import java.util.Optional;

/**
 * A number and how exactly it is known.
 *
 * @param value the best guess
 * @param interval where the true value lies; empty when there is too little to tell
 */
public record Estimate(double value, Optional<Interval> interval) {

    /** Another best guess of the same quantity, with the interval as far to its sides. */
    public Estimate movedTo(double better) {
        return new Estimate(better, interval.map(
                whole -> new Interval(whole.low() + better - value, whole.high() + better - value)));
    }

    /** A better guess of the same quantity, with the interval made as wide as it takes to hold it. */
    public Estimate holding(double better) {
        return new Estimate(better, interval.map(
                whole -> new Interval(Math.min(whole.low(), better), Math.max(whole.high(), better))));
    }

    /** The same of a quantity that is never below 0: what lies there cannot be the true value. */
    public Estimate notNegative() {
        return new Estimate(value,
                interval.map(whole -> new Interval(Math.max(0, whole.low()), Math.max(0, whole.high()))));
    }
}
