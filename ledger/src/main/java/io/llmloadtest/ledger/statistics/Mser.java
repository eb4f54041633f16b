package io.llmloadtest.ledger.statistics;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Where a series has left its start behind, by the marginal standard error rule (White 1997; MSER-5 with batches of five,
 * White, Cobb and Spratt 2000): of the first half as many values are cut off as make the standard error of the mean of the
 * rest smallest. It always cuts somewhere; whether the rest stands still is for {@link Trend} to say.
 */
public final class Mser {

    /** The fewest batches that tell anything. */
    public static final int LEAST_BATCHES = 10;

    private Mser() {
    }

    /**
     * How many values to cut off.
     *
     * @param batch how many values are averaged before
     * @return empty when the series has fewer than {@link #LEAST_BATCHES} batches
     */
    public static OptionalInt cut(double[] series, int batch) {
        double[] means = means(series, batch);
        return means.length < LEAST_BATCHES ? OptionalInt.empty() : OptionalInt.of(best(means) * batch);
    }

    private static int best(double[] means) {
        double centre = Arrays.stream(means).average().orElseThrow();
        double sum = 0;
        double squares = 0;
        double smallest = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int from = means.length - 1; from >= 0; from--) {
            double value = means[from] - centre;
            sum += value;
            squares += value * value;
            double count = means.length - from;
            double error = Math.max(0, squares - sum * sum / count) / (count * count);
            if (from <= means.length / 2 && error <= smallest) {
                smallest = error;
                best = from;
            }
        }
        return best;
    }

    private static double[] means(double[] series, int batch) {
        double[] means = new double[series.length / batch];
        for (int i = 0; i < means.length; i++) {
            means[i] = Arrays.stream(series, i * batch, (i + 1) * batch).average().orElseThrow();
        }
        return means;
    }
}
