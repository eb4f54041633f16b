package io.llmloadtest.truth;

import java.time.Instant;

/**
 * One moment on both clocks.
 *
 * @param nanoTime      {@link System#nanoTime}, which on Linux is CLOCK_MONOTONIC with its own origin, so that values of
 *                      several processes on one machine may be subtracted
 * @param realtimeNanos CLOCK_REALTIME, nanoseconds since 1970; jumps when the wall clock is set
 */
record Stamp(long nanoTime, long realtimeNanos) {

    static Stamp now() {
        long realtime = realtimeNanosNow();
        return new Stamp(System.nanoTime(), realtime);
    }

    static long realtimeNanosNow() {
        Instant now = Instant.now();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }
}
