package io.llmloadtest.ledger.statistics;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether a series still goes up or down: a straight line through the means of ten batches has a slope that chance would
 * give once in a hundred, and over the series it changes by more than 5 % of the mean. Both, because in a long series a
 * change too small to matter can be told from chance, and in a short one chance looks like a change.
 */
public final class Trend {

    private static final int BATCHES = 10;
    private static final double CHANCE = 0.01;
    private static final double MATTERS = 0.05;

    private Trend() {
    }

    /** Whether it does; a series of fewer than ten values does not. */
    public static boolean isIn(double... series) {
        if (series.length < BATCHES) {
            return false;
        }
        double[] means = Batches.means(series, BATCHES);
        double centre = (BATCHES - 1) / 2.0;
        double mean = 0;
        for (double value : means) {
            mean += value / BATCHES;
        }
        double places = 0;
        double products = 0;
        double squares = 0;
        for (int i = 0; i < BATCHES; i++) {
            places += (i - centre) * (i - centre);
            products += (i - centre) * (means[i] - mean);
            squares += (means[i] - mean) * (means[i] - mean);
        }
        double slope = products / places;
        double rest = Math.max(0, squares - slope * products);
        double error = Math.sqrt(rest / (BATCHES - 2) / places);
        double certain = TDistribution.of(BATCHES - 2).inverseSurvivalProbability(CHANCE / 2);
        return Math.abs(slope) > certain * error && Math.abs(slope) * BATCHES > MATTERS * Math.abs(mean);
    }
}
