package io.llmloadtest.ledger.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MserTest {

    @Test
    void aSlowStartIsCutOffExactly() {
        double[] series = new double[200];
        for (int i = 0; i < series.length; i++) {
            series[i] = i < 25 ? 100 : 9 + i / 5 % 2 * 2;
        }
        // batches of five: five of 100, then 9 and 11 in turn; any of the first five kept only adds to the error
        assertThat(Mser.cut(series, 5)).hasValue(25);
    }

    @Test
    void aSeriesWithoutAStartIsKeptWhole() {
        double[] alike = new double[100];
        Arrays.fill(alike, 4);
        assertThat(Mser.cut(alike, 5)).hasValue(0);
    }

    @Test
    void fewBatchesTellNothing() {
        assertThat(Mser.cut(new double[49], 5)).isEmpty();
        assertThat(Mser.cut(new double[50], 5)).isPresent();
    }

    @Test
    void littleIsCutOffWhereThereIsNoStart() {
        long seed = 3;
        Ar1 process = new Ar1(seed, 0.8);
        int cut = 0;
        for (int i = 0; i < 200; i++) {
            cut += Mser.cut(process.series(2_000), 5).orElseThrow();
        }
        assertThat(cut / 200.0).as("seed %d", seed).isLessThan(40);
    }
}
