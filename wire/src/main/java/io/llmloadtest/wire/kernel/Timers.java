package io.llmloadtest.wire.kernel;

import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** What is to happen later on a loop. Most of it is taken back before, so what is taken back is forgotten at once. */
final class Timers {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Comparator<Timer> SOONEST = Comparator.comparingLong(Timer::due)
            .thenComparingLong(Timer::number);

    private final TreeSet<Timer> waiting = new TreeSet<>(SOONEST);
    private long numbers;

    private record Timer(long due, long number, Runnable task) {}

    /** Adds a task; what is returned takes it back. */
    Runnable add(long due, Runnable task) {
        Timer timer = new Timer(due, numbers++, task);
        waiting.add(timer);
        return () -> waiting.remove(timer);
    }

    /** How long to wait for the next one in whole milliseconds, rounded up; -1 when there is none. */
    int millisToNext(long now) {
        if (waiting.isEmpty()) {
            return -1;
        }
        long nanos = Math.max(0, waiting.getFirst().due() - now);
        return (int) Math.min(Integer.MAX_VALUE, Math.ceilDiv(nanos, NANOS_PER_MILLI));
    }

    /** Takes out the next task that is due; empty when none is. */
    Optional<Runnable> pollDue(long now) {
        if (waiting.isEmpty() || waiting.getFirst().due() > now) {
            return Optional.empty();
        }
        Timer next = waiting.getFirst();
        waiting.remove(next);
        return Optional.of(next.task());
    }
}
