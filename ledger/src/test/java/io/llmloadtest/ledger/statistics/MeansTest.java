package io.llmloadtest.ledger.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeansTest {

    private static final int SERIES = 1_000;

    @Test
    void quantilesAreThoseOfThePublishedTable() {
        // Student's t, two-sided 95 %, as in any table: 1 12.706, 2 4.303, 9 2.262, 19 2.093, 120 1.980
        assertThat(Means.quantile(1)).isCloseTo(12.706, within(0.0005));
        assertThat(Means.quantile(2)).isCloseTo(4.303, within(0.0005));
        assertThat(Means.quantile(9)).isCloseTo(2.262, within(0.0005));
        assertThat(Means.quantile(19)).isCloseTo(2.093, within(0.0005));
        assertThat(Means.quantile(120)).isCloseTo(1.980, within(0.0005));
    }

    @Test
    void threeRepeatsGiveStudentsInterval() {
        Estimate mean = Means.ofIndependent(10, 12, 14).orElseThrow();
        // mean 12, s = 2, so 4.303 * 2 / sqrt(3) = 4.969 to each side
        assertThat(mean.value()).isEqualTo(12);
        assertThat(mean.interval().orElseThrow().low()).isCloseTo(12 - 4.969, within(0.001));
        assertThat(mean.interval().orElseThrow().high()).isCloseTo(12 + 4.969, within(0.001));
        assertThat(Means.deviation(10, 12, 14)).isEqualTo(2);
    }

    @Test
    void oneRepeatHasNoInterval() {
        assertThat(Means.ofIndependent(10)).contains(new Estimate(10, Optional.empty()));
        assertThat(Means.ofIndependent()).isEmpty();
    }

    @Test
    void aShortSequenceHasAMeanAndNoInterval() {
        double[] values = new double[Means.LEAST_IN_SEQUENCE - 1];
        Arrays.fill(values, 3);
        assertThat(Means.ofSequence(values).orElseThrow().interval()).isEmpty();
        assertThat(Means.ofSequence(values).orElseThrow().value()).isEqualTo(3);
    }

    @Test
    void aHundredValuesAreCutIntoTenBatches() {
        double[] values = new double[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 10;
        }
        // batch means 0..9: mean 4.5, s = sqrt(110 / 12) = 3.0277, 2.2622 * 3.0277 / sqrt(10) = 2.1659
        Interval interval = Means.ofSequence(values).orElseThrow().interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(4.5 - 2.1659, within(0.0001));
        assertThat(interval.high()).isCloseTo(4.5 + 2.1659, within(0.0001));
    }

    @Test
    void intervalsHoldTheTrueMeanAlthoughNeighboursHangTogetherWhereNaiveOnesDoNot() {
        long seed = 7;
        Ar1 process = new Ar1(seed, 0.8);
        int held = 0;
        int heldNaively = 0;
        for (int i = 0; i < SERIES; i++) {
            double[] series = process.series(1_000);
            held += Means.ofSequence(series).orElseThrow().interval().orElseThrow().holds(0) ? 1 : 0;
            heldNaively += Means.ofIndependent(series).orElseThrow().interval().orElseThrow().holds(0) ? 1 : 0;
        }
        assertThat(held / (double) SERIES).as("seed %d", seed).isBetween(0.92, 0.98);
        assertThat(heldNaively / (double) SERIES).as("seed %d", seed).isLessThan(0.6);
    }

    @Test
    void intervalsOfIndependentValuesAreNotWiderThanNeeded() {
        long seed = 11;
        Ar1 process = new Ar1(seed, 0);
        int held = 0;
        double widths = 0;
        for (int i = 0; i < SERIES; i++) {
            Interval interval = Means.ofSequence(process.series(1_000)).orElseThrow().interval().orElseThrow();
            held += interval.holds(0) ? 1 : 0;
            widths += interval.high() - interval.low();
        }
        assertThat(held / (double) SERIES).as("seed %d", seed).isBetween(0.93, 0.97);
        // 2 * 1.96 / sqrt(1000) = 0.124 when the deviation is known
        assertThat(widths / SERIES).as("seed %d", seed).isBetween(0.12, 0.14);
    }

    @Test
    void whatIsNeverNegativeHasNoIntervalBelowZero() {
        Estimate mean = Means.ofIndependent(1, 20).orElseThrow().notNegative();
        assertThat(mean.interval().orElseThrow().low()).isZero();
        assertThat(mean.value()).isEqualTo(10.5);
    }
}
