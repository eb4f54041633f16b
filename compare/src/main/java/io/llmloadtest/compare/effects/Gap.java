package io.llmloadtest.compare.effects;

import io.llmloadtest.ledger.statistics.Interval;
import java.util.OptionalDouble;

/**
 * How far the candidate lies from the baseline, on the measure's scale, and how exactly that is known.
 *
 * @param estimate candidate less baseline
 * @param standardError of the estimate
 * @param degreesOfFreedom of the standard error; infinite when the spread was stated
 * @param basis what the spread is known from
 * @param ofOneRun the standard deviation of a run, or of a round's difference; empty when only repeats are known
 */
public record Gap(double estimate, double standardError, double degreesOfFreedom, Basis basis,
        OptionalDouble ofOneRun) {

    /** The true gap lies in it 95 times of a hundred. */
    public Interval interval() {
        double half = new Student(degreesOfFreedom).quantile(1 - (1 - Interval.CONFIDENCE) / 2) * standardError;
        return new Interval(estimate - half, estimate + half);
    }

    /** The same gap seen from the other side. */
    Gap reversed() {
        return new Gap(-estimate, standardError, degreesOfFreedom, basis, ofOneRun);
    }

    /** The same gap, known no better than {@code least}. */
    Gap atLeast(double least) {
        return new Gap(estimate, Math.max(standardError, least), degreesOfFreedom, basis, ofOneRun);
    }

    /** How often chance alone gives a gap this far above 0 or further, when there is none. */
    double chanceAboveZero() {
        if (standardError == 0) {
            return estimate > 0 ? 0 : 1;
        }
        return new Student(degreesOfFreedom).beyond(estimate / standardError);
    }
}
