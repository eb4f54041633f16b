package io.llmloadtest.compare.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.ledger.statistics.Interval;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * Gaps against answers worked out by hand, with Student's t from a table: t(2) = 4.302653, t(4) = 2.776445, z = 1.959964, each
 * at 97.5 %.
 */
class GapsTest {

    private static final OptionalDouble NOTHING = OptionalDouble.empty();

    @Test
    void threeRunsAgainstThreeGiveWelchsInterval() {
        Gap gap = gap(logs(-0.1, 0, 0.1), logs(0.2, 0.3, 0.4), false, NOTHING);
        assertThat(gap.basis()).isEqualTo(Basis.RUNS);
        assertThat(gap.estimate()).isCloseTo(0.3, within(1e-12));
        assertThat(gap.standardError()).as("0.1 sqrt(2/3)").isCloseTo(0.0816497, within(1e-7));
        assertThat(gap.degreesOfFreedom()).isCloseTo(4, within(1e-9));
        isInterval(gap, 0.3 - 0.226696, 0.3 + 0.226696);
    }

    @Test
    void sidesThatVaryUnequallyHaveFewerDegreesOfFreedom() {
        Gap gap = gap(logs(-0.1, 0, 0.1), logs(0.2, 0.3, 0.4, 0.5), false, NOTHING);
        assertThat(gap.standardError()).as("sqrt(0.01/3 + 0.0166667/4)").isCloseTo(0.0866025, within(1e-7));
        assertThat(gap.degreesOfFreedom()).as("0.0075^2 / (0.0033333^2/2 + 0.0041667^2/3)")
                .isCloseTo(4.959184, within(1e-6));
    }

    @Test
    void oneCandidateIsHeldAgainstTheNextRunOfTheBaseline() {
        Gap gap = gap(logs(-0.1, 0, 0.1), logs(0.5), false, NOTHING);
        assertThat(gap.basis()).isEqualTo(Basis.BASELINE_RUNS);
        assertThat(gap.standardError()).as("0.1 sqrt(1 + 1/3)").isCloseTo(0.1154701, within(1e-7));
        isInterval(gap, 0.5 - 0.496828, 0.5 + 0.496828);
    }

    @Test
    void twoCandidatesAreTakenToVaryAsTheBaseline() {
        Gap gap = gap(logs(-0.1, 0, 0.1), logs(0.2, 0.4), false, NOTHING);
        assertThat(gap.basis()).isEqualTo(Basis.BASELINE_RUNS);
        assertThat(gap.standardError()).as("0.1 sqrt(1/3 + 1/2)").isCloseTo(0.0912871, within(1e-7));
        assertThat(gap.degreesOfFreedom()).isEqualTo(2);
    }

    @Test
    void roundsDropWhatBothRunsOfARoundHaveInCommon() {
        Gap gap = gap(logs(0, 5, -7), logs(0.1, 5.2, -6.7), true, NOTHING);
        assertThat(gap.basis()).isEqualTo(Basis.ROUNDS);
        isInterval(gap, 0.2 - 0.248414, 0.2 + 0.248414);
    }

    @Test
    void aStatedSpreadIsUsedOnlyWhereTheRunsTellNone() {
        Gap stated = gap(logs(0), logs(0.3), false, OptionalDouble.of(0.05));
        assertThat(stated.basis()).isEqualTo(Basis.STATED);
        assertThat(stated.standardError()).as("ln 1.05 sqrt 2").isCloseTo(0.0689997, within(1e-7));
        isInterval(stated, 0.3 - 0.135237, 0.3 + 0.135237);
        assertThat(gap(logs(-0.1, 0, 0.1), logs(0.5), false, OptionalDouble.of(0.05)).basis())
                .isEqualTo(Basis.BASELINE_RUNS);
    }

    @Test
    void oneAgainstOneTellsNothingOfTheSpread() {
        assertThat(Gaps.between(Scale.RATIO, logs(0), logs(1), false, NOTHING)).isEmpty();
        assertThat(Gaps.between(Scale.RATIO, logs(0, 0.1), logs(1, 1.1), false, NOTHING)).as("two are no baseline")
                .isEmpty();
        assertThat(Gaps.between(Scale.RATIO, logs(0, 0.1), logs(1, 1.1), true, NOTHING)).as("nor are two rounds")
                .isEmpty();
        assertThat(Gaps.between(Scale.RATIO, logs(0), logs(1, 1.1, 1.2, 1.05), false, NOTHING))
                .as("nor is one, however often the candidate ran; its runs are values all the same").get()
                .extracting(Gap::basis).isEqualTo(Basis.REPEATS);
    }

    @Test
    void repeatsWithinRunsAreABasisOfTheirOwn() {
        Sample baseline = repeated(-0.1, 0, 0.1);
        Gap both = gap(baseline, repeated(0.2, 0.3, 0.4), false, NOTHING);
        assertThat(both.basis()).isEqualTo(Basis.REPEATS);
        assertThat(both.basis().holdsRuns()).isFalse();
        isInterval(both, 0.3 - 0.226696, 0.3 + 0.226696);
        isInterval(gap(baseline, logs(0.5), false, NOTHING), 0.5 - 0.496828, 0.5 + 0.496828);
        isInterval(gap(logs(0.5), baseline, false, NOTHING), -0.5 - 0.496828, -0.5 + 0.496828);
    }

    @Test
    void aShareOfFewRequestsIsNotKnownExactlyThoughAllRunsShowTheSame() {
        Sample baseline = new Sample(List.of(share(0), share(0), share(0)));
        Gap gap = Gaps.between(Scale.POINTS, baseline, new Sample(List.of(share(0.04))), false, NOTHING)
                .orElseThrow();
        assertThat(gap.standardError()).as("1 of 100 requests failed: sqrt(0.01 x 0.99 (1/75 + 1/25))")
                .isCloseTo(0.0229783, within(1e-7));
        Gap none = Gaps.between(Scale.POINTS, baseline, new Sample(List.of(share(0))), false, NOTHING).orElseThrow();
        assertThat(none.interval()).isEqualTo(new Interval(0, 0));
    }

    private static void isInterval(Gap gap, double low, double high) {
        assertThat(gap.interval().low()).isCloseTo(low, within(1e-6));
        assertThat(gap.interval().high()).isCloseTo(high, within(1e-6));
    }

    private static Gap gap(Sample baseline, Sample candidate, boolean paired, OptionalDouble stated) {
        return Gaps.between(Scale.RATIO, baseline, candidate, paired, stated).orElseThrow();
    }

    /** Runs whose logarithms are these. */
    private static Sample logs(double... logs) {
        return Sample.of(DoubleStream.of(logs).map(Math::exp).toArray());
    }

    /** One run whose repeats have these logarithms. */
    private static Sample repeated(double... logs) {
        return new Sample(List.of(new RunValues(DoubleStream.of(logs).map(Math::exp).boxed().toList(), 0)));
    }

    private static RunValues share(double share) {
        return new RunValues(List.of(share), 25);
    }
}
