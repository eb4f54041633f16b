package io.llmloadtest.compare.effects;

import io.llmloadtest.compare.effects.Sample.Spread;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds the gap between two sides by the best knowledge of the spread there is: rounds, runs, what the user states, repeats
 * within runs, in this order.
 */
public final class Gaps {

    /** Fewer runs are no baseline: two say next to nothing of how far runs lie apart. */
    public static final int LEAST_RUNS = 3;

    private Gaps() {
    }

    /**
     * The gap; empty when nothing tells the spread.
     *
     * @param scale on which it is measured
     * @param baseline has at least one run
     * @param candidate has at least one run
     * @param paired whether the runs of both sides belong together one by one
     * @param stated standard deviation between runs as a fraction of the value, or in points; empty when not stated
     */
    public static Optional<Gap> between(Scale scale, Sample baseline, Sample candidate, boolean paired,
            OptionalDouble stated) {
        Optional<Gap> gap = paired
                ? ofRounds(scale, baseline, candidate)
                : ofRuns(baseline.ofRuns(scale), candidate.ofRuns(scale))
                        .or(() -> stated.isPresent()
                                ? Optional.of(ofStated(scale, baseline, candidate, stated.getAsDouble()))
                                : Optional.empty())
                        .or(() -> ofRepeats(scale, baseline, candidate));
        return scale == Scale.POINTS ? gap.map(known -> known.atLeast(binomial(baseline, candidate))) : gap;
    }

    private static Optional<Gap> ofRounds(Scale scale, Sample baseline, Sample candidate) {
        int rounds = baseline.runs().size();
        if (rounds < LEAST_RUNS || candidate.runs().size() != rounds) {
            return Optional.empty();
        }
        Spread each = Spread.of(IntStream.range(0, rounds).mapToDouble(round -> scale
                .to(candidate.runs().get(round).mean()) - scale.to(baseline.runs().get(round).mean())).toArray());
        return Optional.of(new Gap(each.mean(), Math.sqrt(each.meanVariance()), rounds - 1.0, Basis.ROUNDS,
                OptionalDouble.of(each.deviation())));
    }

    private static Optional<Gap> ofRuns(Spread baseline, Spread candidate) {
        if (baseline.count() < LEAST_RUNS) {
            return Optional.empty();
        }
        return Optional.of(candidate.count() < LEAST_RUNS
                ? ofMore(baseline, candidate, Basis.BASELINE_RUNS, OptionalDouble.of(baseline.deviation()))
                : welch(baseline, candidate, Basis.RUNS, OptionalDouble.of(pooled(baseline, candidate))));
    }

    /**
     * The prediction interval of the mean of {@code m} values more: {@code t(n - 1) s sqrt(1/n + 1/m)}. One or two values say
     * too little of their own spread; Welch's interval by two is too narrow far out.
     */
    private static Gap ofMore(Spread several, Spread few, Basis basis, OptionalDouble ofOneRun) {
        return new Gap(few.mean() - several.mean(),
                several.deviation() * Math.sqrt(1.0 / few.count() + 1.0 / several.count()), several.count() - 1.0,
                basis, ofOneRun);
    }

    /** Welch (1947), with the degrees of freedom of Satterthwaite (1946): the two sides may vary unequally. */
    private static Gap welch(Spread baseline, Spread candidate, Basis basis, OptionalDouble ofOneRun) {
        double a = baseline.meanVariance();
        double b = candidate.meanVariance();
        double freedom = a + b == 0
                ? baseline.count() + candidate.count() - 2.0
                : (a + b) * (a + b) / (a * a / (baseline.count() - 1) + b * b / (candidate.count() - 1));
        return new Gap(candidate.mean() - baseline.mean(), Math.sqrt(a + b), freedom, basis, ofOneRun);
    }

    private static double pooled(Spread one, Spread other) {
        double squares = (one.count() - 1) * one.deviation() * one.deviation()
                + (other.count() - 1) * other.deviation() * other.deviation();
        return Math.sqrt(squares / (one.count() + other.count() - 2));
    }

    private static Gap ofStated(Scale scale, Sample baseline, Sample candidate, double stated) {
        double deviation = scale.gap(stated);
        return new Gap(candidate.ofRuns(scale).mean() - baseline.ofRuns(scale).mean(),
                deviation * Math.sqrt(1.0 / baseline.runs().size() + 1.0 / candidate.runs().size()),
                Double.POSITIVE_INFINITY, Basis.STATED, OptionalDouble.of(deviation));
    }

    /** A side with fewer than three values is taken to vary as the other. */
    private static Optional<Gap> ofRepeats(Scale scale, Sample baseline, Sample candidate) {
        Spread a = baseline.ofRepeats(scale);
        Spread b = candidate.ofRepeats(scale);
        if (!Double.isFinite(a.mean() + b.mean()) || Math.max(a.count(), b.count()) < LEAST_RUNS) {
            return Optional.empty();
        }
        if (b.count() < LEAST_RUNS) {
            return Optional.of(ofMore(a, b, Basis.REPEATS, OptionalDouble.empty()));
        }
        return Optional.of(a.count() < LEAST_RUNS
                ? ofMore(b, a, Basis.REPEATS, OptionalDouble.empty()).reversed()
                : welch(a, b, Basis.REPEATS, OptionalDouble.empty()));
    }

    /** A share of few requests is not known well even where all runs show the same one. */
    private static double binomial(Sample baseline, Sample candidate) {
        double a = baseline.requests();
        double b = candidate.requests();
        if (a == 0 || b == 0) {
            return 0;
        }
        double share = (baseline.mean() * a + candidate.mean() * b) / (a + b);
        return Math.sqrt(Math.max(0, share * (1 - share)) * (1 / a + 1 / b));
    }
}
