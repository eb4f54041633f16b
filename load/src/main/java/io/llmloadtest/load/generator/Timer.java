package io.llmloadtest.load.generator;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later. */
@FunctionalInterface
public interface Timer {

    /** Runs {@code task} once {@code delay} has passed, on a thread of the timer's. */
    void after(Duration delay, Runnable task);

    /**
     * Runs {@code task} once {@code delay} has passed, as nearly on time as can be done; for the sends of a schedule.
     */
    default void punctually(Duration delay, Runnable task) {
        after(delay, task);
    }

    /** A timer with daemon threads of its own; closing it drops what has not run yet. */
    static Threaded threaded() {
        return new Threaded();
    }

    /**
     * A timer with two daemon threads of its own. What must be punctual has the second for itself: it wakes up some
     * hundred microseconds early, for a kernel wakes threads late, and spins the rest.
     */
    final class Threaded implements Timer, AutoCloseable {

        private static final long EARLY_NANOS = 200_000;

        private final ScheduledThreadPoolExecutor executor = thread("load-timer");
        private final ScheduledThreadPoolExecutor punctual = thread("load-schedule");

        private Threaded() {
        }

        private static ScheduledThreadPoolExecutor thread(String name) {
            return new ScheduledThreadPoolExecutor(1,
                    task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
        }

        @Override
        public void after(Duration delay, Runnable task) {
            if (!executor.isShutdown()) {
                var _ = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void punctually(Duration delay, Runnable task) {
            long due = System.nanoTime() + delay.toNanos();
            if (!punctual.isShutdown()) {
                var _ = punctual.schedule(() -> {
                    while (System.nanoTime() - due < 0) {
                        Thread.onSpinWait();
                    }
                    task.run();
                }, delay.toNanos() - EARLY_NANOS, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void close() {
            punctual.shutdownNow();
            executor.shutdownNow();
        }
    }
}
