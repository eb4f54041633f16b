package io.llmloadtest.compare.effects;

import io.llmloadtest.ledger.statistics.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the candidate did to one measure at one setting. Changes are candidate against baseline: of times and rates a
 * fraction, -0.2 is a fifth less; of shares in points.
 *
 * @param measure which
 * @param baseline its runs; empty when a run does not have the measure
 * @param candidate its runs; empty when a run does not have the measure
 * @param gap how far apart on the measure's scale; empty when nothing tells the spread
 * @param margin how much worse still counts as the same
 * @param chanceWorse how often chance alone looks so much worse, corrected for the number of measures
 * @param detectable the least change for the worse that is found four times of five; empty without a gap
 * @param runsNeeded runs of each side that it takes to tell that nothing became worse; empty when not known
 * @param outcome what can be said
 * @param doubt why it cannot be told; empty when it can
 */
public record Effect(Measure measure, Optional<Sample> baseline, Optional<Sample> candidate, Optional<Gap> gap,
        double margin, OptionalDouble chanceWorse, OptionalDouble detectable, OptionalInt runsNeeded, Outcome outcome,
        Optional<Doubt> doubt) {

    /** How often a change of the detectable size is found. */
    public static final double POWER = 0.80;

    /** The change; empty when a side is not known. Known without a spread too: then nobody can say how exactly. */
    public OptionalDouble change() {
        if (baseline.isEmpty() || candidate.isEmpty()) {
            return OptionalDouble.empty();
        }
        Scale scale = measure.scale();
        return OptionalDouble.of(scale.change(gap.map(Gap::estimate).orElseGet(
                () -> candidate.get().ofRuns(scale).mean() - baseline.get().ofRuns(scale).mean())));
    }

    /** Where the true change lies. */
    public Optional<Interval> interval() {
        Scale scale = measure.scale();
        return gap.map(Gap::interval)
                .map(known -> new Interval(scale.change(known.low()), scale.change(known.high())));
    }
}
