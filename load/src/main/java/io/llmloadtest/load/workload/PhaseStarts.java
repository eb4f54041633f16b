package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.Plan;

/**
 * Where each phase of a run begins when all its requests are counted through. Of a level that only time ends nobody knows
 * how many there will be; it is given an equal share of what is left to give.
 */
@SuppressWarnings("ArrayRecordComponent") // read by index only, never compared
record PhaseStarts(long[] starts, long total) {

    /** Steps of this part of a circle fill it evenly, whenever they end. */
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    /**
     * Counts the phases of {@code plan}.
     *
     * @param most how many requests all levels without a number share
     */
    static PhaseStarts of(Plan plan, int most) {
        long[] starts = new long[Place.phases(plan.levels().size())];
        long next = 0;
        for (LevelPlan level : plan.levels()) {
            starts[Place.warmUp(level.index())] = next;
            next += plan.warmUpOf(level);
            starts[Place.level(level.index())] = next;
            next += level.requests().orElse(Math.max(1, most / plan.levels().size()));
        }
        return new PhaseStarts(starts, next);
    }

    /** Where a phase begins; those of a search that the plan did not foresee are spread evenly, however many there will be. */
    long of(int phase) {
        if (phase < starts.length) {
            return starts[phase];
        }
        double turns = (phase - starts.length + 1) * GOLDEN_RATIO;
        return (long) ((turns - Math.floor(turns)) * total);
    }
}
