package io.llmloadtest.wire.kernel;

import java.util.function.LongSupplier;

/**
 * Brings the kernel's stamps, which are wall-clock times, onto the client's clock. The distance of the two clocks is looked at
 * anew for every read: as long as nobody sets the wall clock it never changes on Linux, where both are slewed alike, so the
 * smallest one seen is the best. A stamp that cannot be right (later than its read, earlier than what must have been before it,
 * or from about the time the clock was set) is not used; the moment of the read takes its place, and is counted.
 */
final class StampClock {

    /** More than two looks in a row can differ by, less than anybody sets a clock by. */
    private static final long NOISE = 50_000;
    private static final int LOOKS = 3;
    /** What was stamped before the clock was set has been read after this time. */
    private static final long DISTRUST = 1_000_000_000;

    private final LongSupplier client;
    private final LongSupplier wall;
    private long distance;
    private long now;
    private long distrustedUntil = Long.MIN_VALUE;
    private long steps;
    private long unusable;
    private boolean wasUsable;

    StampClock(LongSupplier client, LongSupplier wall) {
        this.client = client;
        this.wall = wall;
        distance = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            distance = Math.min(distance, distance());
        }
    }

    /** Never less than the true distance, since the wall clock is read second; more when the thread was held up between. */
    private long distance() {
        now = client.getAsLong();
        return wall.getAsLong() - now;
    }

    /** Looks at both clocks; to be called right after a read. */
    void look() {
        long seen = distance();
        for (int i = 1; i < LOOKS && seen > distance + NOISE; i++) {
            seen = Math.min(seen, distance());
        }
        if (Math.abs(seen - distance) > NOISE) {
            steps++;
            distance = seen;
            distrustedUntil = now + DISTRUST;
        } else {
            distance = Math.min(distance, seen);
        }
    }

    /** The client's time at the last look. */
    long now() {
        return now;
    }

    /**
     * The client's time of a stamp.
     *
     * @param kernelNanos the stamp, or {@link StampedRead#NO_STAMP}
     * @param earliest the client's time before which it cannot have been made
     * @return the time, or {@link #now()} when the stamp is unusable, which {@link #wasUsable()} then tells
     */
    long of(long kernelNanos, long earliest) {
        long stamp = kernelNanos - distance;
        wasUsable = kernelNanos != StampedRead.NO_STAMP && now >= distrustedUntil && stamp <= now + NOISE
                && stamp >= earliest - NOISE;
        if (!wasUsable) {
            unusable++;
            return now;
        }
        return Math.max(earliest, Math.min(now, stamp));
    }

    /** Whether the last stamp was good. */
    boolean wasUsable() {
        return wasUsable;
    }

    /** How often the wall clock was set. */
    long steps() {
        return steps;
    }

    /** How many stamps were unusable. */
    long unusable() {
        return unusable;
    }
}
