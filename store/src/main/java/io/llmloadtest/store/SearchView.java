package io.llmloadtest.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for the highest setting that meets the objectives.
 *
 * @param axis {@code concurrency} or {@code rate}
 * @param least bottom of the range
 * @param most top of the range
 * @param precision how close both edges were to come, as a share of the lower
 * @param repeats the most times a setting is tried
 * @param steps every level, in order
 * @param end {@code found}, {@code top_met}, {@code none_met}, {@code cannot_tell} or {@code unfinished}
 * @param unfinished why more could be tried and was not: {@code interrupted}, {@code time}, {@code levels} or
 *     {@code judged_otherwise}; empty unless {@code end} says so
 * @param met the highest setting that met the objectives
 * @param notMet the lowest that did not
 * @param replicas how many servers such as this one a peak needs; empty when no peak was named or no setting met
 */
public record SearchView(String axis, double least, double most, double precision, int repeats, List<StepView> steps,
        String end, Optional<String> unfinished, Optional<EdgeView> met, Optional<EdgeView> notMet,
        Optional<ReplicasView> replicas) {

    /**
     * One level of the search.
     *
     * @param level its place in {@code results}
     * @param setting the concurrency, or the rate
     * @param reason {@code first}, {@code doubled}, {@code halved} or {@code repeated}
     * @param outcome {@code met}, {@code missed} or {@code cannot_tell}
     */
    public record StepView(int level, double setting, String reason, String outcome) {}

    /**
     * An edge of what was found.
     *
     * @param setting the concurrency, or the rate
     * @param outcome how it stands: {@code met}, {@code missed} or {@code cannot_tell}
     * @param agreeing how many of its levels came out so
     * @param tries how many levels it had
     * @param levels their places in {@code results}
     * @param requestRatePerSec successful requests per second, all its levels together
     * @param throughputTokensPerSec output tokens per second, all its levels together
     */
    public record EdgeView(double setting, String outcome, int agreeing, int tries, List<Integer> levels,
            OptionalDouble requestRatePerSec, OptionalDouble throughputTokensPerSec) {}

    /**
     * Replicas for a peak.
     *
     * @param peakRate requests per second expected
     * @param headRoom how much more shall be possible, as a share
     * @param ratePerReplica requests per second that one server stood and met the objectives
     * @param needed {@code ceil(peakRate x (1 + headRoom) / ratePerReplica)}
     */
    public record ReplicasView(double peakRate, double headRoom, double ratePerReplica, long needed) {}
}
