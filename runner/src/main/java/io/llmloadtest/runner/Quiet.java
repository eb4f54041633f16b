package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps phases apart in the log: a busy server writes its lines late, and one that comes after the boundary would count for
 * the wrong phase. Waiting for counters to rest takes long enough; where there are none, the rest of a second is waited here.
 *
 * @param clock lets time pass; empty where nothing is waited for
 */
record Quiet(Optional<RunClock> clock) {

    private static final Duration LEAST = Duration.ofSeconds(1);

    static Quiet none() {
        return new Quiet(Optional.empty());
    }

    static Quiet second(RunClock clock) {
        return new Quiet(Optional.of(clock));
    }

    /** Marks a boundary, a second after now at the earliest. */
    Boundary around(Supplier<Boundary> marking) {
        if (clock.isEmpty()) {
            return marking.get();
        }
        Tick due = clock.get().tick().plus(LEAST);
        Boundary marked = marking.get();
        if (!marked.at().isBefore(due)) {
            return marked;
        }
        pause(clock.get(), Duration.ofNanos(due.nanosSince(clock.get().tick())));
        return new Boundary(marked.index(), clock.get().tick(), clock.get().wall());
    }

    private static void pause(RunClock clock, Duration rest) {
        try {
            clock.pause(rest);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
