package io.llmloadtest.runner;

import io.llmloadtest.load.generator.TickSource;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reads the monotonic and the wall clock as one. They are two readings, and a thread that loses its processor between them
 * would see the wall clock jump; so the wall clock is read between two readings of the monotonic one, and a pair that took
 * too long is read again.
 *
 * @param ticks the monotonic clock
 * @param wall the wall clock
 */
record BothClocks(TickSource ticks, InstantSource wall) {

    private static final int TRIES = 20;
    private static final long GOOD_NANOS = 50_000;
    private static final long USABLE_NANOS = 1_000_000;

    /** Both clocks, at most half a millisecond apart; empty when this thread never got through undisturbed. */
    Optional<ClockTrack.Pair> read() {
        Optional<ClockTrack.Pair> best = Optional.empty();
        long bestNanos = USABLE_NANOS;
        for (int i = 0; i < TRIES && bestNanos > GOOD_NANOS; i++) {
            Tick before = ticks.now();
            Instant between = wall.instant();
            long nanos = ticks.now().nanosSince(before);
            if (nanos <= bestNanos) {
                best = Optional.of(new ClockTrack.Pair(new Tick(before.nanos() + nanos / 2), between));
                bestNanos = nanos;
            }
        }
        return best;
    }
}
