package io.llmloadtest.collect.logs;

import java.time.Duration;

/**
 * How far the clock that stamps a log's lines is ahead of ours.
 *
 * @param millis its time less ours
 * @param uncertaintyMillis how far that may be off, either way
 */
record Skew(double millis, double uncertaintyMillis) {

    private static final double SMALLEST_MILLIS = 100;

    /** What is taken off each stamp: nothing while the clocks may as well agree. */
    Duration correction() {
        boolean certain = Math.abs(millis) > uncertaintyMillis && Math.abs(millis) > SMALLEST_MILLIS;
        return certain ? Duration.ofNanos(Math.round(millis * 1e6)) : Duration.ZERO;
    }
}
