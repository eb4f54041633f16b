package io.llmloadtest.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthRuleTest {

    private static final int DRAWS = 20_000;
    private static final long SEED = 20261125;
    private static final LengthRange ROOM = new LengthRange(1, 1_000_000);

    private static int[] draws(String rule, LengthRange room) {
        SplittableRandom random = new SplittableRandom(SEED);
        LengthRule parsed = LengthRule.parse("--input-len", rule);
        return IntStream.range(0, DRAWS).map(_ -> parsed.draw(random, room)).toArray();
    }

    private static double mean(int[] lengths) {
        return Arrays.stream(lengths).average().orElseThrow();
    }

    private static double deviation(int[] lengths) {
        double mean = mean(lengths);
        return Math.sqrt(Arrays.stream(lengths).mapToDouble(each -> (each - mean) * (each - mean)).average()
                .orElseThrow());
    }

    /** The greatest distance between the lengths' distribution and {@code expected}, by Kolmogorov and Smirnov. */
    private static double distance(int[] lengths, DoubleUnaryOperator expected) {
        int[] sorted = Arrays.stream(lengths).sorted().toArray();
        double greatest = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
                double upTo = expected.applyAsDouble(sorted[i] + 0.5);
                greatest = Math.max(greatest, Math.abs((i + 1.0) / sorted.length - upTo));
            }
        }
        return greatest;
    }

    /** The standard normal distribution, by Abramowitz and Stegun 7.1.26: off by less than 1e-7. */
    private static double normal(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-x * x);
        return z < 0 ? tail / 2 : 1 - tail / 2;
    }

    /** The distance that chance exceeds once in a thousand times. */
    private static final double CRITICAL = 1.95 / Math.sqrt(DRAWS);

    @Test
    void uniformLengthsAreEachAsLikely() {
        int[] lengths = draws("uniform:100-500", ROOM);

        assertThat(Arrays.stream(lengths).min()).hasValue(100);
        assertThat(Arrays.stream(lengths).max()).hasValue(500);
        assertThat(distance(lengths, upTo -> (upTo - 99.5) / 401)).isLessThan(CRITICAL);
    }

    @Test
    void normalLengthsHaveTheMeanAndTheDeviation() {
        int[] lengths = draws("normal:5120,128", ROOM);

        assertThat(mean(lengths)).isCloseTo(5120, within(4.0));
        assertThat(deviation(lengths)).isCloseTo(128, within(3.0));
        assertThat(distance(lengths, upTo -> normal((upTo - 5120) / 128))).isLessThan(CRITICAL);
    }

    @Test
    void logNormalLengthsHaveTheMeanAndTheDeviationOfTheLengthsThemselves() {
        int[] lengths = draws("lognormal:512,300", ROOM);
        double square = Math.log1p(300.0 * 300 / (512.0 * 512));

        assertThat(mean(lengths)).isCloseTo(512, within(9.0));
        assertThat(deviation(lengths)).isCloseTo(300, within(20.0));
        assertThat(distance(lengths,
                upTo -> normal((Math.log(upTo) - Math.log(512) + square / 2) / Math.sqrt(square))))
                .isLessThan(CRITICAL);
    }

    @Test
    void whatIsCutOffIsNotHeapedAtTheEnds() {
        int[] lengths = draws("normal:512,128,400-600", ROOM);

        assertThat(Arrays.stream(lengths)).allMatch(length -> length >= 400 && length <= 600);
        assertThat(Arrays.stream(lengths).filter(length -> length == 400).count()).isLessThan(DRAWS / 100);
    }

    @Test
    void aTailEndsWhereTheModelsContextDoes() {
        int[] lengths = draws("lognormal:512,300", new LengthRange(40, 1000));

        assertThat(Arrays.stream(lengths)).allMatch(length -> length >= 40 && length <= 1000);
        assertThat(Arrays.stream(lengths).filter(length -> length == 1000).count()).isLessThan(DRAWS / 100);
    }

    @Test
    void aBellThatMissesTheRoomGivesTheNearestLength() {
        assertThat(draws("normal:512,1", new LengthRange(1, 100))).containsOnly(100);
    }

    @Test
    void theSameSeedDrawsTheSameOnEveryMachine() {
        assertThat(Arrays.copyOf(draws("normal:512,128", ROOM), 5)).containsExactly(598, 572, 580, 352, 330);
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "uniform:100-500", "normal:512,128", "lognormal:512,300.5",
            "normal:512,128,16-2048"})
    void aRuleIsWrittenAsItIsRead(String text) {
        assertThat(LengthRule.parse("--input-len", text)).hasToString(text);
    }

    @Test
    void onlyARuleOfOneLengthIsFixed() {
        assertThat(LengthRule.parse("--input-len", "256").fixed()).hasValue(256);
        assertThat(LengthRule.parse("--input-len", "uniform:5-5").fixed()).hasValue(5);
        assertThat(LengthRule.parse("--input-len", "normal:512,128").fixed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "uniform", "uniform:5", "uniform:500-100", "uniform:0-5", "normal:512",
            "normal:512,", "normal:512,-1", "normal:0,1", "normal:512,128,1-2,3", "normal:512,128,600-700",
            "lognormal:NaN,1", "1e9", "99999999", "normal:512,128,1-99999999"})
    void aMistakeNamesTheOption(String text) {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> LengthRule.parse("--output-len", text)).withMessageStartingWith("--output-len ")
                .withMessageContaining("is not possible: give ");
    }
}
