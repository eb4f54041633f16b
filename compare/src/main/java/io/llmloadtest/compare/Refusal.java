package io.llmloadtest.compare;

import io.llmloadtest.compare.likeness.Difference;
import io.llmloadtest.compare.runs.ComparedRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Why sides are not compared. */
public sealed interface Refusal {

    /**
     * The same run twice: it would look like a spread of nothing.
     *
     * @param run the one that comes again
     */
    record Twice(ComparedRun run) implements Refusal {}

    /**
     * Rounds without a partner.
     *
     * @param baseline runs of the baseline
     * @param candidate runs of the candidate
     */
    record Unpaired(int baseline, int candidate) implements Refusal {}

    /**
     * A run that cannot be relied on.
     *
     * @param run which
     */
    record Unreliable(ComparedRun run) implements Refusal {}

    /**
     * Something that must match and does not.
     *
     * @param difference what
     */
    record Unlike(Difference difference) implements Refusal {}

    /** No setting that both sides have. */
    record NothingInCommon() implements Refusal {}

    /** All that speaks against comparing; none when nothing does. */
    static List<Refusal> of(Sides sides, Terms terms, List<Difference> unlike, boolean common) {
        List<Refusal> refusals = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        sides.all().filter(run -> !seen.add(run.result().runId() + " " + run.result().startedAt()))
                .forEach(run -> refusals.add(new Twice(run)));
        if (sides.paired() && sides.baseline().size() != sides.candidate().size()) {
            refusals.add(new Unpaired(sides.baseline().size(), sides.candidate().size()));
        }
        if (!terms.unvalidated()) {
            sides.all().filter(run -> switch (run.standing()) {
                case PASSED -> false;
                case WARNING, UNVERIFIED, SKIPPED, INTERRUPTED -> true;
            }).forEach(run -> refusals.add(new Unreliable(run)));
        }
        unlike.forEach(difference -> refusals.add(new Unlike(difference)));
        if (refusals.isEmpty() && !common) {
            refusals.add(new NothingInCommon());
        }
        return refusals;
    }
}
