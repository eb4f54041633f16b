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

    @Test
    void ranksAreAllValuesOrSomeFromTheFirstToTheLast() {
        Distribution values = new Distribution();
        for (int i = 1000; i >= 1; i--) {
            values.add(i);
        }
        assertThat(values.ranks(5)).containsExactly(new Rank(1, 0.001), new Rank(251, 0.251), new Rank(501, 0.501),
                new Rank(750, 0.75), new Rank(1000, 1));
        assertThat(values.ranks(5000)).hasSize(1000);
        assertThat(new Distribution().ranks(5)).isEmpty();
        values.addCensored(9_999);
        assertThat(values.ranks(2)).containsExactly(new Rank(1, 0.001), new Rank(1000, 1));
    }

    @Test
    void ranksOfGapsEndWithTheLongest() {
        Gaps gaps = new Gaps();
        for (int i = 1; i <= 1000; i++) {
            gaps.add(i, 1);
        }
        gaps.add(7_000_000, 1);
        assertThat(gaps.ranks(10)).hasSizeLessThanOrEqualTo(12).first().isEqualTo(new Rank(1, 1 / 1001.0));
        assertThat(gaps.ranks(10).getLast()).isEqualTo(new Rank(7_000_000, 1));
        assertThat(new Gaps().ranks(10)).isEmpty();
    }
}
