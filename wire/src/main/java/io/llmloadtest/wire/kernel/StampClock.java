package io.llmloadtest.wire.kernel;

import java.util.function.LongSupplier;

/**
 * Brings the kernel's stamps, which are wall-clock times, onto the client's clock. The distance of the two clocks is looked at
 * anew for every read, by reading the wall clock between two readings of the client's, and each look narrows down where it lies:
 * as long as nobody sets the wall clock it never changes on Linux, where both are slewed alike. Looks that contradict each other
 * mean that the clock was set. A stamp that cannot be right (later than its read, earlier than what must have been before it, or
 * from about the time the clock was set) is not used; the moment of the read takes its place, and is counted.
 */
final class StampClock {

    /** Rounding between clocks; less than any setting of a clock that matters. */
    private static final long SLACK = 1_000;
    private static final int FIRST_LOOKS = 5;
    /** What was stamped before the clock was set has been read after this time. */
    private static final long DISTRUST = 1_000_000_000;

    private final LongSupplier client;
    private final LongSupplier wall;
    private long least = Long.MIN_VALUE / 2;
    private long most = Long.MAX_VALUE / 2;
    private long now;
    private long distrustedUntil = Long.MIN_VALUE;
    private long steps;
    private long unusable;
    private boolean wasUsable;

    StampClock(LongSupplier client, LongSupplier wall) {
        this.client = client;
        this.wall = wall;
        for (int i = 0; i < FIRST_LOOKS; i++) {
            look();
        }
    }

    /** Looks at both clocks; to be called right after a read. Being held up here widens a look and spoils nothing. */
    void look() {
        long before = client.getAsLong();
        long between = wall.getAsLong();
        now = client.getAsLong();
        long low = between - now;
        long high = between - before;
        if (low > most + SLACK || high < least - SLACK) {
            steps++;
            distrustedUntil = now + DISTRUST;
            least = low;
            most = high;
        } else {
            least = Math.max(least, low);
            most = Math.max(least, Math.min(most, high));
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
        long stamp = kernelNanos - least - (most - least) / 2;
        long doubt = most - least + SLACK;
        wasUsable = kernelNanos != StampedRead.NO_STAMP && now >= distrustedUntil && stamp <= now + doubt
                && stamp >= earliest - doubt;
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
