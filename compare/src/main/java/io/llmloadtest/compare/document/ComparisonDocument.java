package io.llmloadtest.compare.document;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Two sides held against each other, field by field as in {@code --format json}. The JSON Schema {@code comparison.schema.json}
 * says what each field means. An empty optional is {@code null} in JSON.
 *
 * @param schemaVersion the version of the schema
 * @param decision {@code no_regression}, {@code regression} or {@code cannot_tell}
 * @param method how it was made
 * @param baseline what was before
 * @param candidate what is judged
 * @param differences in what the runs differ
 * @param settings setting by setting
 */
public record ComparisonDocument(String schemaVersion, String decision, MethodView method, SideView baseline,
        SideView candidate, List<DifferenceView> differences, List<SettingView> settings) {

    /** The version of the schema that is written. */
    public static final String SCHEMA_VERSION = "1";

    /**
     * How it was made.
     *
     * @param confidence of each interval
     * @param power with which a detectable change is found
     * @param tests measures and settings that were corrected for together
     * @param paired whether runs were set against each other round by round
     * @param statedSpread what the user states, as a fraction; empty when nothing
     * @param allowedUnlike aspects in which the runs were allowed to differ
     * @param allowedUnvalidated whether runs were taken that did not pass validation
     */
    public record MethodView(double confidence, double power, int tests, boolean paired, OptionalDouble statedSpread,
            List<String> allowedUnlike, boolean allowedUnvalidated) {}

    /**
     * A side.
     *
     * @param runs its runs
     */
    public record SideView(List<RunView> runs) {}

    /**
     * A run.
     *
     * @param runId its name
     * @param source where its result was found
     * @param startedAt when it began
     * @param standing {@code passed}, {@code warning}, {@code unverified}, {@code skipped} or {@code interrupted}
     * @param fingerprint what it was made with, aspect by aspect
     */
    public record RunView(String runId, String source, Instant startedAt, String standing,
            Map<String, Map<String, String>> fingerprint) {}

    /**
     * Something in which runs differ.
     *
     * @param aspect in what
     * @param name which fact of it
     * @param mustMatch whether runs are refused for it unless it is allowed
     * @param baseline the baseline's values, each once; blank for one that is not known
     * @param candidate the candidate's
     */
    public record DifferenceView(String aspect, String name, boolean mustMatch, List<String> baseline,
            List<String> candidate) {}

    /**
     * A setting that all runs have.
     *
     * @param concurrency requests meant to be in flight, or the most of an open loop
     * @param requestRate requests per second; empty when they follow no single rate
     * @param arrivals the arrivals of an open loop; empty of a closed one
     * @param effects one for each measure
     */
    public record SettingView(OptionalInt concurrency, OptionalDouble requestRate, Optional<String> arrivals,
            List<EffectView> effects) {}

    /**
     * What the candidate did to one measure.
     *
     * @param metric its name
     * @param unit {@code ms}, {@code tokens_per_second}, {@code requests_per_second} or {@code share}
     * @param better {@code higher} or {@code lower}
     * @param baseline the baseline's numbers
     * @param candidate the candidate's numbers
     * @param difference candidate less baseline, in the unit; empty when a side is not known
     * @param scale {@code ratio} or {@code points}: what the fields below are in
     * @param change the change
     * @param changeLow lower end of its interval
     * @param changeHigh upper end of its interval
     * @param margin how much worse still counts as the same
     * @param basis what the spread is known from; empty when it is not
     * @param degreesOfFreedom of the spread; empty when it is not known, or stated
     * @param chanceWorse how often chance alone looks so much worse, corrected
     * @param detectable the least change for the worse that is found
     * @param runsNeeded runs of each side that it takes to tell that nothing became worse
     * @param outcome {@code better}, {@code same}, {@code not_worse}, {@code worse} or {@code cannot_tell}
     * @param doubt why it cannot be told; empty when it can
     */
    public record EffectView(String metric, String unit, String better, NumbersView baseline, NumbersView candidate,
            OptionalDouble difference, String scale, OptionalDouble change, OptionalDouble changeLow,
            OptionalDouble changeHigh, double margin, Optional<String> basis, OptionalDouble degreesOfFreedom,
            OptionalDouble chanceWorse, OptionalDouble detectable, OptionalInt runsNeeded, String outcome,
            Optional<String> doubt) {}

    /**
     * One side's numbers.
     *
     * @param mean over its runs; empty when a run does not have the measure
     * @param runs the value of each run
     */
    public record NumbersView(OptionalDouble mean, List<Double> runs) {}
}
