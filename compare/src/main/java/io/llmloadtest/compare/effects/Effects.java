package io.llmloadtest.compare.effects;

import io.llmloadtest.ledger.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Judges measures together, since many looked at together find more by chance than one.
 *
 * <p>A candidate is worse when its interval lies wholly on the worse side of no change (corrected by Holm's method over all
 * measures and settings), and the estimate beyond the margin. It is the same when the interval lies wholly within the margin.
 * That all are the same needs no correction: the chance to say it of a candidate that is worse is the largest of the single
 * chances.
 */
public final class Effects {

    private static final double TAIL = (1 - Interval.CONFIDENCE) / 2;

    private Effects() {
    }

    /**
     * What is known of one measure at one setting.
     *
     * @param measure which
     * @param baseline its runs; empty when a run does not have the measure
     * @param candidate its runs; empty when a run does not have the measure
     */
    public record Question(Measure measure, Optional<Sample> baseline, Optional<Sample> candidate) {}

    /**
     * Answers, one for each question and in their order.
     *
     * @param questions all that are asked together
     * @param margins how much worse still counts as the same
     * @param paired whether the runs of both sides belong together one by one
     * @param stated standard deviation between runs as the user states it; empty when not
     */
    public static List<Effect> judge(List<Question> questions, Margins margins, boolean paired,
            OptionalDouble stated) {
        List<Optional<Gap>> gaps = questions.stream().map(question -> gap(question, paired, stated)).toList();
        List<Gap> worsenings = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            Measure measure = questions.get(i).measure();
            gaps.get(i).map(gap -> measure.better() == Measure.Better.LOWER ? gap : gap.reversed())
                    .ifPresent(worsenings::add);
        }
        double[] worse = Holm.adjust(worsenings.stream().map(Gap::chanceAboveZero).toList());
        double[] better = Holm.adjust(worsenings.stream().map(gap -> gap.reversed().chanceAboveZero()).toList());
        List<Effect> effects = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (gaps.get(i).isEmpty()) {
                effects.add(unknown(questions.get(i), margins.of(questions.get(i).measure())));
            } else {
                effects.add(known(questions.get(i), gaps.get(i).get(), margins.of(questions.get(i).measure()),
                        new Chances(worsenings.get(next), worse[next], better[next], worse.length)));
                next++;
            }
        }
        return effects;
    }

    private static Optional<Gap> gap(Question question, boolean paired, OptionalDouble stated) {
        return question.baseline().flatMap(baseline -> question.candidate().flatMap(
                candidate -> Gaps.between(question.measure().scale(), baseline, candidate, paired, stated)));
    }

    private static Effect unknown(Question question, double margin) {
        boolean measured = question.baseline().isPresent() && question.candidate().isPresent();
        return new Effect(question.measure(), question.baseline(), question.candidate(), Optional.empty(), margin,
                OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty(), Outcome.CANNOT_TELL,
                Optional.of(measured ? Doubt.SPREAD_UNKNOWN : Doubt.NOT_MEASURED));
    }

    private static Effect known(Question question, Gap gap, double margin, Chances chances) {
        Measure measure = question.measure();
        Scale scale = measure.scale();
        double least = scale.gap(margin);
        Outcome outcome = chances.outcome(least);
        double detectable = Planning.detectable(gap, least, chances.tests());
        return new Effect(measure, question.baseline(), question.candidate(), Optional.of(gap), margin,
                OptionalDouble.of(chances.worse()),
                OptionalDouble.of(scale.change(measure.worsening(detectable))), Planning.runsNeeded(gap, least),
                outcome, outcome == Outcome.CANNOT_TELL ? Optional.of(chances.doubt(least)) : Optional.empty());
    }

    /**
     * A measure among the others.
     *
     * @param worsening its gap, turned so that above 0 is worse
     * @param worse how often chance alone looks so much worse, corrected
     * @param better how often chance alone looks so much better, corrected
     * @param tests how many are looked at together
     */
    private record Chances(Gap worsening, double worse, double better, int tests) {

        Outcome outcome(double margin) {
            Interval interval = worsening.interval();
            if (worse <= TAIL && worsening.estimate() > margin) {
                return Outcome.WORSE;
            }
            if (better <= TAIL && worsening.estimate() < -margin) {
                return Outcome.BETTER;
            }
            if (!worsening.basis().holdsRuns() || interval.high() >= margin) {
                return Outcome.CANNOT_TELL;
            }
            return interval.low() > -margin ? Outcome.SAME : Outcome.NOT_WORSE;
        }

        Doubt doubt(double margin) {
            Interval interval = worsening.interval();
            if (interval.low() > 0 && worsening.estimate() > margin) {
                return Doubt.MANY_MEASURES;
            }
            return interval.high() < margin ? Doubt.REPEATS_ONLY : Doubt.TOO_WIDE;
        }
    }
}
