package io.llmloadtest.compare.effects;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.compare.effects.Effects.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the judgement errs, by drawing thousands of gates of which the truth is known. The seed is fixed. */
class ErrorRatesTest {

    private static final long SEED = 20_261_129;
    private static final int GATES = 2_000;
    private static final Measure TTFT = Measure.named("ttft.mean").orElseThrow();

    /** Runs vary by three percent from one to the next. */
    private static final double SPREAD = 0.03;

    /** So small that chance alone decides. */
    private static final Margins NEXT_TO_NONE = new Margins(OptionalDouble.of(1e-9), Map.of());

    private final RandomGenerator random = new Random(SEED);

    @ParameterizedTest
    @CsvSource({"3, 1, false", "5, 5, false", "5, 2, false", "5, 5, true"})
    void ofGatesWhereNothingChangedOneInFortyIsAFalseAlarmWhateverTheNumberOfMeasures(int before, int after,
            boolean paired) {
        double alarms = rate(() -> gate(4, before, after, paired, 0, NEXT_TO_NONE),
                effects -> effects.stream().anyMatch(effect -> effect.outcome() == Outcome.WORSE));
        assertThat(alarms).as("2.5 % of " + GATES + ", and three standard errors").isBetween(0.0145, 0.0355);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, false", "3, 3, false", "5, 5, true"})
    void theIntervalHoldsTheTruthNineteenTimesOfTwenty(int before, int after, boolean paired) {
        double change = 0.10;
        double held = rate(() -> gate(1, before, after, paired, change, NEXT_TO_NONE),
                effects -> effects.getFirst().interval().orElseThrow().holds(Math.expm1(change)));
        assertThat(held).isBetween(0.935, 0.98);
    }

    @ParameterizedTest
    @CsvSource({"3, 3, 1", "5, 5, 1", "5, 5, 4", "10, 1, 1"})
    void aChangeOfTheSizeThatIsShownAsDetectableIsFoundAboutFourTimesOfFive(int before, int after, int measures) {
        double shown = IntStream.range(0, GATES).mapToDouble(_ -> Math.log1p(
                gate(measures, before, after, false, 0, Margins.USUAL).getFirst().detectable().orElseThrow()))
                .average().orElseThrow();
        double found = rate(() -> gate(measures, before, after, false, shown, Margins.USUAL),
                effects -> effects.getFirst().outcome() == Outcome.WORSE);
        assertThat(found).as("a change of " + shown).isBetween(0.70, 0.90);
    }

    @Test
    void aFifthSlowerIsFoundWhereThatIsDetectable() {
        assertThat(Planning.detectable(truth(5, 5), Math.log1p(0.05), 4)).isLessThan(Math.log(1.2));
        double found = rate(() -> gate(4, 5, 5, false, Math.log(1.2), Margins.USUAL),
                effects -> effects.getFirst().outcome() == Outcome.WORSE);
        assertThat(found).isGreaterThan(0.99);
    }

    @Test
    void aCandidateThatIsWorseByTheMarginPassesAtMostOnceInForty() {
        double passed = rate(() -> gate(1, 5, 5, false, Math.log1p(0.05), Margins.USUAL),
                effects -> effects.getFirst().outcome() == Outcome.SAME
                        || effects.getFirst().outcome() == Outcome.NOT_WORSE);
        assertThat(passed).isBetween(0.0145, 0.0355);
    }

    @Test
    void withTheRunsThatAreNeededTheSameIsToldNotToBeWorseFourTimesOfFive() {
        int needed = Planning.runsNeeded(truth(5, 5), Math.log1p(0.05)).orElseThrow();
        double told = rate(() -> gate(1, needed, needed, false, 0, Margins.USUAL),
                effects -> effects.getFirst().outcome() == Outcome.SAME
                        || effects.getFirst().outcome() == Outcome.NOT_WORSE);
        assertThat(told).as("with " + needed + " runs a side").isBetween(0.76, 0.92);
    }

    /** What is known of the spread when it is known exactly, with the degrees of freedom of those who do not know it. */
    private static Gap truth(int before, int after) {
        double freedom = after == 1 ? before - 1 : before + after - 2;
        return new Gap(0, SPREAD * Math.sqrt(1.0 / before + 1.0 / after), freedom, Basis.RUNS,
                OptionalDouble.of(SPREAD));
    }

    private double rate(Supplier<List<Effect>> gate, Predicate<List<Effect>> counts) {
        return IntStream.range(0, GATES).filter(_ -> counts.test(gate.get())).count() / (double) GATES;
    }

    private List<Effect> gate(int measures, int before, int after, boolean paired, double change, Margins margins) {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < measures; i++) {
            double[] drift = IntStream.range(0, Math.max(before, after))
                    .mapToDouble(_ -> paired ? random.nextGaussian() : 0).toArray();
            questions.add(new Question(TTFT, Optional.of(sample(before, 0, drift)),
                    Optional.of(sample(after, i == 0 ? change : 0, drift))));
        }
        return Effects.judge(questions, margins, paired, OptionalDouble.empty());
    }

    private Sample sample(int runs, double change, double[] drift) {
        return Sample.of(IntStream.range(0, runs)
                .mapToDouble(run -> 100 * Math.exp(change + drift[run] + SPREAD * random.nextGaussian())).toArray());
    }
}
