package io.llmloadtest.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How this machine's wall clock ran against its monotonic clock: pairs of both, taken together each second. A time is
 * converted with the offset of the last pair before it, or of the first pair when it lies before all of them.
 *
 * @param pairs at least one pair, in the order of their ticks
 */
public record ClockTrack(List<Pair> pairs) {

    /** A jump of the wall clock against the monotonic one larger than this is a step, not drift. */
    private static final long STEP_NANOS = 5_000_000;

    /**
     * Both clocks, read together.
     *
     * @param tick the monotonic clock
     * @param wall the wall clock
     */
    public record Pair(Tick tick, Instant wall) {

        private long offsetNanos(Instant base) {
            return nanosBetween(base, wall) - tick.nanos();
        }
    }

    /**
     * A moment between two pairs where the wall clock jumped.
     *
     * @param at the pair after which the new offset holds
     * @param nanos how far it jumped; positive when it was set forward
     */
    public record Step(Tick at, long nanos) {}

    public ClockTrack {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a clock track needs at least one pair");
        }
        pairs = List.copyOf(pairs);
    }

    /** A track of a single pair. */
    public static ClockTrack of(Tick tick, Instant wall) {
        return new ClockTrack(List.of(new Pair(tick, wall)));
    }

    /** The wall-clock time of a client moment. */
    public Instant instantAt(Tick tick) {
        int after = 0;
        while (after < pairs.size() && !tick.isBefore(pairs.get(after).tick())) {
            after++;
        }
        Pair nearest = pairs.get(Math.max(0, after - 1));
        return nearest.wall().plusNanos(tick.nanosSince(nearest.tick()));
    }

    /** The client moment of a wall-clock time of this machine. */
    public Tick tickAt(Instant wall) {
        int after = 0;
        while (after < pairs.size() && !wall.isBefore(pairs.get(after).wall())) {
            after++;
        }
        Pair nearest = pairs.get(Math.max(0, after - 1));
        return new Tick(nearest.tick().nanos() + nanosBetween(nearest.wall(), wall));
    }

    /** The jumps of the wall clock, in order; empty when it only drifted. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        Instant base = pairs.getFirst().wall();
        for (int i = 1; i < pairs.size(); i++) {
            long jump = pairs.get(i).offsetNanos(base) - pairs.get(i - 1).offsetNanos(base);
            if (Math.abs(jump) > STEP_NANOS) {
                steps.add(new Step(pairs.get(i).tick(), jump));
            }
        }
        return List.copyOf(steps);
    }

    private static long nanosBetween(Instant from, Instant to) {
        return Math.addExact(Math.multiplyExact(to.getEpochSecond() - from.getEpochSecond(), 1_000_000_000L),
                (long) to.getNano() - from.getNano());
    }
}
