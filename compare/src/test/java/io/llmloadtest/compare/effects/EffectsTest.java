package io.llmloadtest.compare.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.compare.effects.Effects.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What is said of which numbers. */
class EffectsTest {

    private static final Measure TTFT = Measure.named("ttft.mean").orElseThrow();
    private static final Measure THROUGHPUT = Measure.named("throughput").orElseThrow();
    private static final Measure ERRORS = Measure.named("error_rate").orElseThrow();
    private static final Sample CALM = Sample.of(99.5, 100, 100.5);

    @Test
    void whatIsBetterDependsOnTheMeasure() {
        Sample more = Sample.of(120, 121, 119);
        assertThat(effect(TTFT, CALM, more).outcome()).isEqualTo(Outcome.WORSE);
        assertThat(effect(THROUGHPUT, CALM, more).outcome()).isEqualTo(Outcome.BETTER);
        assertThat(effect(TTFT, more, CALM).outcome()).isEqualTo(Outcome.BETTER);
        assertThat(effect(THROUGHPUT, more, CALM).outcome()).isEqualTo(Outcome.WORSE);
        assertThat(effect(TTFT, CALM, more).change()).hasValueCloseTo(0.2, within(1e-3));
        assertThat(effect(THROUGHPUT, more, CALM).change()).hasValueCloseTo(-1 / 6.0, within(1e-3));
    }

    @Test
    void theSameIsOnlyWhatLiesWhollyWithinTheMargin() {
        assertThat(effect(TTFT, CALM, Sample.of(100.2, 99.9, 100.4)).outcome()).isEqualTo(Outcome.SAME);
        Effect wide = effect(TTFT, Sample.of(90, 100, 110), Sample.of(91, 100, 109));
        assertThat(wide.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(wide.doubt()).contains(Doubt.TOO_WIDE);
        assertThat(wide.runsNeeded().orElseThrow()).isGreaterThan(10);
    }

    @Test
    void aCertainChangeWithinTheMarginIsTheSameAndNoRegression() {
        Effect small = effect(TTFT, Sample.of(99.99, 100, 100.01), Sample.of(102.99, 103, 103.01));
        assertThat(small.interval().orElseThrow().low()).isPositive();
        assertThat(small.outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void aChangeThatMayLieOnEitherSideOfTheMarginCannotBeTold() {
        Effect edge = effect(TTFT, Sample.of(99, 100, 101), Sample.of(103, 104, 105));
        assertThat(edge.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    }

    @Test
    void whatMayBeBetterAndIsNotWorsePasses() {
        assertThat(effect(TTFT, Sample.of(98, 100, 102), Sample.of(94, 96, 98)).outcome())
                .isEqualTo(Outcome.NOT_WORSE);
    }

    @Test
    void repeatsCanShowAChangeButNeverThatThereIsNone() {
        Sample calm = repeated(99.9, 100, 100.1);
        assertThat(effect(TTFT, calm, repeated(119.9, 120, 120.1)).outcome()).isEqualTo(Outcome.WORSE);
        Effect same = effect(TTFT, calm, repeated(99.9, 100, 100.1));
        assertThat(same.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(same.doubt()).contains(Doubt.REPEATS_ONLY);
        assertThat(same.runsNeeded()).isEmpty();
    }

    @Test
    void oneAgainstOneShowsTheChangeAndTellsNothing() {
        Effect effect = effect(TTFT, Sample.of(100), Sample.of(200));
        assertThat(effect.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(effect.doubt()).contains(Doubt.SPREAD_UNKNOWN);
        assertThat(effect.change()).hasValueCloseTo(1.0, within(1e-9));
        assertThat(effect.interval()).isEmpty();
        assertThat(effect.detectable()).isEmpty();
    }

    @Test
    void whatARunDoesNotHaveIsNotMeasuredAndNotZero() {
        Effect effect = judge(List.of(new Question(TTFT, Optional.of(CALM), Optional.empty()))).getFirst();
        assertThat(effect.doubt()).contains(Doubt.NOT_MEASURED);
        assertThat(effect.change()).isEmpty();
    }

    @Test
    void amongManyMeasuresOneThatIsBarelyCertainMayBeChance() {
        // t = 3.0 with 4 degrees of freedom: 2.0 % by chance, too much for the first of six.
        Question barely = new Question(TTFT, Optional.of(Sample.of(94, 100, 106)),
                Optional.of(Sample.of(109, 116, 123)));
        assertThat(judge(List.of(barely)).getFirst().outcome()).isEqualTo(Outcome.WORSE);
        List<Question> many = new ArrayList<>(List.of(barely));
        for (int i = 0; i < 5; i++) {
            many.add(new Question(TTFT, Optional.of(CALM), Optional.of(CALM)));
        }
        Effect among = judge(many).getFirst();
        assertThat(among.outcome()).isEqualTo(Outcome.CANNOT_TELL);
        assertThat(among.doubt()).contains(Doubt.MANY_MEASURES);
    }

    @Test
    void errorsHaveAMarginOfTheirOwn() {
        assertThat(Margins.USUAL.of(ERRORS)).isEqualTo(0.01);
        assertThat(new Margins(OptionalDouble.of(0.5), Map.of()).of(ERRORS)).isEqualTo(0.01);
        assertThat(new Margins(OptionalDouble.of(0.5), Map.of("error_rate", 0.2)).of(ERRORS)).isEqualTo(0.2);
        Effect effect = effect(ERRORS, shares(0, 0, 0), shares(0.03, 0.031, 0.029));
        assertThat(effect.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(effect.change()).hasValueCloseTo(0.03, within(1e-9));
        assertThat(effect(ERRORS, shares(0, 0, 0), shares(0, 0, 0)).outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void holmsExampleComesOutAsInTheBook() {
        assertThat(Holm.adjust(List.of(0.01, 0.04, 0.03, 0.005))).containsExactly(
                new double[]{0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjust(List.of())).isEmpty();
    }

    @Test
    void theDetectableChangeIsWorkedOutFromTheSpread() {
        // t(4): 2.776445 at 97.5 %, 0.940965 at 80 %; standard error 0.0816497.
        Gap gap = new Gap(0, 0.0816497, 4, Basis.RUNS, OptionalDouble.of(0.1));
        assertThat(Planning.detectable(gap, 0.05, 1)).isCloseTo((2.776445 + 0.940965) * 0.0816497, within(1e-5));
        assertThat(Planning.detectable(gap, 0.4, 1)).as("beyond the margin").isCloseTo(
                0.4 + 0.940965 * 0.0816497, within(1e-5));
        assertThat(Planning.detectable(gap, 0.05, 6)).isGreaterThan(Planning.detectable(gap, 0.05, 1));
    }

    @Test
    void theRunsNeededAreWorkedOutFromTheSpread() {
        // 17 runs a side: (t(32) 2.0369 + 0.8530) x 0.05 x sqrt(2/17) = 0.04956; 16: (2.0423 + 0.8538) x ... = 0.05120.
        Gap gap = new Gap(0, 1, 4, Basis.RUNS, OptionalDouble.of(0.05));
        assertThat(Planning.runsNeeded(gap, 0.05)).hasValue(17);
        assertThat(Planning.runsNeeded(gap, 1e-6)).as("more than a thousand").isEmpty();
    }

    private static Effect effect(Measure measure, Sample baseline, Sample candidate) {
        return judge(List.of(new Question(measure, Optional.of(baseline), Optional.of(candidate)))).getFirst();
    }

    private static List<Effect> judge(List<Question> questions) {
        return Effects.judge(questions, Margins.USUAL, false, OptionalDouble.empty());
    }

    private static Sample repeated(double... values) {
        return new Sample(List.of(new RunValues(DoubleStream.of(values).boxed().toList(), 0)));
    }

    private static Sample shares(double... shares) {
        List<RunValues> runs = new ArrayList<>();
        for (double share : shares) {
            runs.add(new RunValues(List.of(share), 1000));
        }
        return new Sample(runs);
    }
}
