package io.llmloadtest.store.chronicle;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long the stretches are in which a run is told: a round number, so that there are some 50 of them in a short run and at
 * most {@value #MOST} in a run of any length up to a month; no finer than the server's samples, which come once a second,
 * unless the run is short.
 */
final class StretchWidth {

    private static final int MOST = 240;
    private static final int FEW = 50;
    private static final double SAMPLES_EVERY = 1;

    private static final double[] ROUND = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600,
            7200,
            10_800};

    private StretchWidth() {
    }

    static Duration of(double seconds) {
        double least = Math.max(seconds / MOST, Math.min(SAMPLES_EVERY, seconds / FEW));
        double round = Arrays.stream(ROUND).filter(width -> width >= least).findFirst().orElse(least);
        return Duration.ofMillis(Math.round(round * 1000));
    }
}
