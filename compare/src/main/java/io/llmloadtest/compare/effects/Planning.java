package io.llmloadtest.compare.effects;

import io.llmloadtest.ledger.statistics.Interval;
import java.util.OptionalInt;

/** What could have been found with so many runs, and how many it would take. */
final class Planning {

    private static final double TAIL = (1 - Interval.CONFIDENCE) / 2;
    private static final int MOST_RUNS = 1000;

    private Planning() {
    }

    /**
     * The least worsening on the scale that is found four times of five: it has to be beyond chance, even as the first of
     * {@code tests}, and its estimate beyond the margin.
     */
    static double detectable(Gap gap, double margin, int tests) {
        Student student = new Student(gap.degreesOfFreedom());
        double bar = Math.max(student.quantile(1 - TAIL / Math.max(1, tests)) * gap.standardError(), margin);
        return bar + student.quantile(Effect.POWER) * gap.standardError();
    }

    /**
     * The least number of runs of each side, or of rounds, with which a candidate that is the same is told not to be worse
     * four times of five; empty when the spread between runs is not known, or a thousand do not do.
     */
    static OptionalInt runsNeeded(Gap gap, double margin) {
        if (gap.ofOneRun().isEmpty()) {
            return OptionalInt.empty();
        }
        for (int runs = Gaps.LEAST_RUNS; runs <= MOST_RUNS; runs++) {
            boolean rounds = gap.basis() == Basis.ROUNDS;
            Student student = new Student(rounds ? runs - 1 : 2 * (runs - 1));
            double error = gap.ofOneRun().getAsDouble() * Math.sqrt((rounds ? 1.0 : 2.0) / runs);
            if ((student.quantile(1 - TAIL) + student.quantile(Effect.POWER)) * error <= margin) {
                return OptionalInt.of(runs);
            }
        }
        return OptionalInt.empty();
    }
}
