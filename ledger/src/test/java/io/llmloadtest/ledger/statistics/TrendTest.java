package io.llmloadtest.ledger.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class TrendTest {

    @Test
    void aSeriesThatGrowsHasATrend() {
        assertThat(Trend.isIn(series(100, i -> 10 + 0.1 * i))).isTrue();
        assertThat(Trend.isIn(series(100, i -> 20 - 0.1 * i))).isTrue();
    }

    @Test
    void aSeriesThatOnlyMovesUpAndDownHasNone() {
        assertThat(Trend.isIn(series(100, i -> 10 + i / 10 % 2))).isFalse();
        assertThat(Trend.isIn(series(100, _ -> 10))).isFalse();
    }

    @Test
    void aChangeTooSmallToMatterIsNoTrend() {
        assertThat(Trend.isIn(series(100, i -> 10 + 0.004 * i))).isFalse();
    }

    @Test
    void aSeriesTooShortToTellHasNone() {
        assertThat(Trend.isIn(series(9, i -> i))).isFalse();
    }

    @Test
    void chanceSeldomLooksLikeATrend() {
        long seed = 29;
        Ar1 process = new Ar1(seed, 0.5);
        int seen = 0;
        for (int i = 0; i < 500; i++) {
            double[] series = Arrays.stream(process.series(500)).map(value -> value + 5).toArray();
            seen += Trend.isIn(series) ? 1 : 0;
        }
        assertThat(seen / 500.0).as("seed %d", seed).isLessThan(0.03);
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        double[] series = new double[length];
        Arrays.setAll(series, value);
        return series;
    }
}
