package io.llmloadtest.ledger.statistics;

import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Means with their intervals. Repeats of a measurement are independent of each other; values that come one after another
 * are not: a request that waits in a queue waits with its neighbours, and an interval that takes them for independent is
 * far too narrow.
 */
public final class Means {

    /** The fewest values in sequence whose mean gets an interval. */
    public static final int LEAST_IN_SEQUENCE = 50;

    /** Schmeiser (1982): fewer than 10 batches lose much, more than 30 win nothing; long ones depend less on each other. */
    private static final int FEW_BATCHES = 10;

    private static final int MANY_BATCHES = 20;
    private static final int LONG = 1_000;

    private Means() {
    }

    /**
     * The mean of independent values, such as those of repeats, with Student's interval
     * {@code mean ± t(n - 1) s / sqrt(n)}; no interval with fewer than two.
     *
     * @return empty when there is no value
     */
    public static Optional<Estimate> ofIndependent(double... values) {
        return values.length == 0
                ? Optional.empty()
                : Optional.of(new Estimate(mean(values), student(values)));
    }

    /**
     * The mean of values in the order they came, with an interval by batch means: the series is cut into 10 batches (20
     * when it has a thousand values), and the means of these, which hardly depend on each other any more, are taken as
     * independent values. No interval with fewer than {@link #LEAST_IN_SEQUENCE} values.
     *
     * @return empty when there is no value
     */
    public static Optional<Estimate> ofSequence(double... values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        if (values.length < LEAST_IN_SEQUENCE) {
            return Optional.of(new Estimate(mean(values), Optional.empty()));
        }
        double[] batches = Batches.means(values, values.length < LONG ? FEW_BATCHES : MANY_BATCHES);
        return ofIndependent(batches).map(ofBatches -> ofBatches.movedTo(mean(values)));
    }

    /** The sample standard deviation; 0 for fewer than two values. */
    public static double deviation(double... values) {
        double mean = mean(values);
        double squares = DoubleStream.of(values).map(value -> (value - mean) * (value - mean)).sum();
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    private static Optional<Interval> student(double[] values) {
        if (values.length < 2) {
            return Optional.empty();
        }
        double half = quantile(values.length - 1) * deviation(values) / Math.sqrt(values.length);
        return Optional.of(new Interval(mean(values) - half, mean(values) + half));
    }

    /** How many standard errors Student's interval reaches to each side. */
    static double quantile(int degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - Interval.CONFIDENCE) / 2);
    }

    private static double mean(double[] values) {
        return DoubleStream.of(values).average().orElseThrow();
    }
}
