package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistributionTest {

    @Test
    void percentilesAreThoseOfNumpy() {
        Distribution values = new Distribution();
        for (long value : new long[]{15, 20, 35, 40, 50, 55, 60, 70, 80, 90}) {
            values.add(value);
        }
        // numpy.percentile([15,20,35,40,50,55,60,70,80,90], [50, 60]) -> 52.5, 57.0
        assertThat(values.percentile(0.5).orElseThrow().nanos()).isEqualTo(52.5);
        assertThat(values.percentile(0.6).orElseThrow().nanos()).isCloseTo(57.0, within(1e-9));
        assertThat(values.mean().orElseThrow()).isEqualTo(51.5);
        assertThat(values.standardDeviation().orElseThrow()).isCloseTo(23.350_588_857_7, within(1e-6));
    }

    @Test
    void aPercentileNeedsEnoughValuesToSpeakOfIt() {
        Distribution values = new Distribution();
        for (int i = 0; i < 367; i++) {
            values.add(i);
        }
        assertThat(values.percentile(0.99)).isEmpty();
        values.add(367);
        assertThat(values.percentile(0.99)).isPresent();
        assertThat(values.percentile(0.999)).isEmpty();
    }

    @Test
    void aTimeOutRaisesThePercentilesButNotTheMean() {
        Distribution values = new Distribution();
        for (int i = 0; i < 384; i++) {
            values.add(10);
        }
        for (int i = 0; i < 16; i++) {
            values.addCensored(60_000);
        }
        assertThat(values.mean().orElseThrow()).isEqualTo(10);
        assertThat(values.meanAtLeast().orElseThrow()).isEqualTo((96 * 10 + 4 * 60_000) / 100.0);
        assertThat(values.max().orElseThrow()).isEqualTo(10);
        assertThat(values.maxAtLeast().orElseThrow()).isEqualTo(60_000);
        assertThat(values.percentile(0.5).orElseThrow()).isEqualTo(new Distribution.Percentile(10, false));
        assertThat(values.percentile(0.99).orElseThrow()).isEqualTo(new Distribution.Percentile(60_000, true));
    }

    @Test
    void nothingIsNotZero() {
        Distribution nothing = new Distribution();
        assertThat(nothing.mean()).isEmpty();
        assertThat(nothing.meanAtLeast()).isEmpty();
        assertThat(nothing.maxAtLeast()).isEmpty();
        assertThat(nothing.min()).isEmpty();
        assertThat(nothing.max()).isEmpty();
        assertThat(nothing.percentile(0.5)).isEmpty();
        assertThat(new Gaps().mean()).isEmpty();
        assertThat(new Gaps().min()).isEmpty();
    }
}
