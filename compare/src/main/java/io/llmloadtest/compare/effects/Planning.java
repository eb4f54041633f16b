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
        double ofOneRun = gap.ofOneRun().getAsDouble();
        boolean rounds = gap.basis() == Basis.ROUNDS;
        if (resolvable(ofOneRun, rounds, MOST_RUNS) > margin) {
            return OptionalInt.empty();
        }
        int tooFew = Gaps.LEAST_RUNS - 1;
        int enough = MOST_RUNS;
        while (enough - tooFew > 1) {
            int runs = (tooFew + enough) / 2;
            if (resolvable(ofOneRun, rounds, runs) <= margin) {
                enough = runs;
            } else {
                tooFew = runs;
            }
        }
        return OptionalInt.of(enough);
    }

    /** The least margin for which so many runs are enough; it falls with every run more. */
    private static double resolvable(double ofOneRun, boolean rounds, int runs) {
        Student student = new Student(rounds ? runs - 1 : 2 * (runs - 1));
        return (student.quantile(1 - TAIL) + student.quantile(Effect.POWER)) * ofOneRun
                * Math.sqrt((rounds ? 1.0 : 2.0) / runs);
    }
}
