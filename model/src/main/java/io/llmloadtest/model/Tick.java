package io.llmloadtest.model;

import java.time.Duration;

/**
 * A moment on the client's monotonic clock, in nanoseconds since the run began. The only client time in the product:
 * wall-clock times meet it through a {@link ClockTrack} and nowhere else.
 *
 * @param nanos nanoseconds since the run's start; negative for moments before it
 */
public record Tick(long nanos) implements Comparable<Tick> {

    /** The run's start. */
    public static final Tick ZERO = new Tick(0);

    /** The time from {@code earlier} to this moment, in nanoseconds; negative when this one comes first. */
    public long nanosSince(Tick earlier) {
        return nanos - earlier.nanos;
    }

    /** This moment moved by {@code duration}. */
    public Tick plus(Duration duration) {
        return new Tick(nanos + duration.toNanos());
    }

    /** Whether this moment lies before {@code other}. */
    public boolean isBefore(Tick other) {
        return nanos < other.nanos;
    }

    /** The later of the two. */
    public Tick max(Tick other) {
        return nanos >= other.nanos ? this : other;
    }

    /** The earlier of the two. */
    public Tick min(Tick other) {
        return nanos <= other.nanos ? this : other;
    }

    @Override
    public int compareTo(Tick other) {
        return Long.compare(nanos, other.nanos);
    }
}
