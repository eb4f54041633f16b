package io.llmloadtest.ledger.arrivals;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * The test whether values come from a law that is known in full.
 *
 * @param statistic the largest distance between the share of values up to a point and what the law says of that point
 * @param pValue how often values of that law would be at least so far from it: Kolmogorov's limit with Stephens' correction
 *     for a finite number, good to a percent from five values on
 * @param count the number of values
 */
public record KolmogorovSmirnov(double statistic, double pValue, int count) {

    private static final int TERMS = 100;
    private static final double SMALL = 1.18;

    /** Tests values, at least one, against the law with that cumulative share. */
    static KolmogorovSmirnov of(double[] values, DoubleUnaryOperator cumulative) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there is nothing to test");
        }
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        int n = sorted.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double law = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(law - (double) i / n, (i + 1.0) / n - law));
        }
        double root = Math.sqrt(n);
        return new KolmogorovSmirnov(distance, beyond((root + 0.12 + 0.11 / root) * distance), n);
    }

    /** Kolmogorov's distribution from above; the two series converge at opposite ends. */
    private static double beyond(double lambda) {
        if (lambda <= 0) {
            return 1;
        }
        double sum = 0;
        if (lambda < SMALL) {
            for (int j = 1; j <= TERMS; j++) {
                double odd = (2 * j - 1) * Math.PI / lambda;
                sum += Math.exp(-odd * odd / 8);
            }
            return Math.clamp(1 - Math.sqrt(2 * Math.PI) / lambda * sum, 0, 1);
        }
        for (int j = 1; j <= TERMS; j++) {
            sum += (j % 2 == 1 ? 1 : -1) * Math.exp(-2.0 * j * j * lambda * lambda);
        }
        return Math.clamp(2 * sum, 0, 1);
    }
}
