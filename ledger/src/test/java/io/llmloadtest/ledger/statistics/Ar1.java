package io.llmloadtest.ledger.statistics;

import java.util.Random;

/** Series whose neighbours hang together: each value is {@code phi} times the one before plus normal noise; mean 0. */
final class Ar1 {

    private final Random random;
    private final double phi;

    Ar1(long seed, double phi) {
        random = new Random(seed);
        this.phi = phi;
    }

    /** The standard deviation of a value. */
    double deviation() {
        return 1 / Math.sqrt(1 - phi * phi);
    }

    /** A series that has no start: its first value is drawn as all others are spread. */
    double[] series(int length) {
        double[] series = new double[length];
        double value = deviation() * random.nextGaussian();
        for (int i = 0; i < length; i++) {
            series[i] = value;
            value = phi * value + random.nextGaussian();
        }
        return series;
    }
}
