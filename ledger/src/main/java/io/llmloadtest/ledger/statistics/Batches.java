package io.llmloadtest.ledger.statistics;

import java.util.Arrays;

/** Cuts a series into parts of as equal a size as can be, in order, and takes the mean of each. */
final class Batches {

    private Batches() {
    }

    /** The means of {@code count} batches; the series has at least as many values. */
    static double[] means(double[] series, int count) {
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            means[i] = Arrays.stream(series, start(i, count, series.length), start(i + 1, count, series.length))
                    .average().orElseThrow();
        }
        return means;
    }

    private static int start(int batch, int batches, int length) {
        return (int) ((long) batch * length / batches);
    }
}
