package io.llmloadtest.ledger.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {

    private static final int SERIES = 500;

    @Test
    void percentilesAreThoseOfNumpy() {
        BlockBootstrap bootstrap = new BlockBootstrap(15, 20, 35, 40, 50, 55, 60, 70, 80, 90);
        // numpy.percentile([15,20,35,40,50,55,60,70,80,90], [50, 60]) -> 52.5, 57.0
        assertThat(bootstrap.percentile(0.5)).hasValue(52.5);
        assertThat(bootstrap.percentile(0.6).orElseThrow()).isCloseTo(57.0, within(1e-9));
        assertThat(bootstrap.percentile(0.9)).isEmpty();
        assertThat(bootstrap.interval(0.5)).isEmpty();
    }

    @Test
    void theIntervalIsAtLeastTheOneOfOrderStatistics() {
        List<Integer> values = IntStream.rangeClosed(1, 100).boxed().collect(Collectors.toList());
        Collections.shuffle(values, new Random(5));
        Interval interval = new BlockBootstrap(values.stream().mapToDouble(Integer::intValue).toArray()).interval(0.5)
                .orElseThrow();
        // the 95 % interval of a median of 100 runs from the 40th to the 61st value (tables of Hahn and Meeker)
        assertThat(interval.low()).isBetween(35.0, 40.0);
        assertThat(interval.high()).isBetween(61.0, 66.0);
    }

    @Test
    void theSameSeriesGivesTheSameInterval() {
        double[] series = new Ar1(3, 0.5).series(1_000);
        assertThat(new BlockBootstrap(series).interval(0.95)).isEqualTo(new BlockBootstrap(series).interval(0.95));
    }

    @Test
    void valuesThatAreAllAlikeHaveAnIntervalOfNoWidth() {
        double[] series = new double[400];
        Arrays.fill(series, 7);
        assertThat(new BlockBootstrap(series).interval(0.99)).contains(new Interval(7, 7));
    }

    @Test
    void anIntervalThatReachesIntoTimeOutsIsNotKnown() {
        double[] series = new Ar1(3, 0).series(400);
        for (int i = 0; i < 8; i++) {
            series[i * 50] = Double.POSITIVE_INFINITY;
        }
        BlockBootstrap bootstrap = new BlockBootstrap(series);
        assertThat(bootstrap.percentile(0.99)).isEmpty();
        assertThat(bootstrap.interval(0.99)).isEmpty();
        assertThat(bootstrap.percentile(0.5)).isPresent();
        assertThat(bootstrap.interval(0.5)).isPresent();
    }

    @Test
    void intervalsHoldTheTruePercentileAlthoughNeighboursHangTogether() {
        long seed = 19;
        Ar1 process = new Ar1(seed, 0.5);
        int median = 0;
        int p95 = 0;
        for (int i = 0; i < SERIES; i++) {
            BlockBootstrap bootstrap = new BlockBootstrap(process.series(1_000));
            median += bootstrap.interval(0.5).orElseThrow().holds(0) ? 1 : 0;
            // the 95th percentile of the normal law lies 1.644854 deviations above its mean
            p95 += bootstrap.interval(0.95).orElseThrow().holds(1.644854 * process.deviation()) ? 1 : 0;
        }
        assertThat(median / (double) SERIES).as("seed %d", seed).isBetween(0.91, 0.99);
        assertThat(p95 / (double) SERIES).as("seed %d", seed).isBetween(0.91, 0.99);
    }

    @Test
    void aP99OfFewIndependentValuesIsHeldToo() {
        long seed = 23;
        Ar1 process = new Ar1(seed, 0);
        int held = 0;
        for (int i = 0; i < SERIES; i++) {
            held += new BlockBootstrap(process.series(400)).interval(0.99).orElseThrow().holds(2.326348) ? 1 : 0;
        }
        assertThat(held / (double) SERIES).as("seed %d", seed).isGreaterThan(0.93);
    }
}
