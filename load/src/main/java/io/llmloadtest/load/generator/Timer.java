package io.llmloadtest.load.generator;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later. */
@FunctionalInterface
public interface Timer {

    /** Runs {@code task} once {@code delay} has passed, on a thread of the timer's. */
    void after(Duration delay, Runnable task);

    /** A timer with a daemon thread of its own; closing it drops what has not run yet. */
    static Threaded threaded() {
        return new Threaded();
    }

    /** A timer with a daemon thread of its own. */
    final class Threaded implements Timer, AutoCloseable {

        private final ScheduledThreadPoolExecutor executor;

        private Threaded() {
            executor = new ScheduledThreadPoolExecutor(1, task -> Thread.ofPlatform().daemon().name("load-timer")
                    .unstarted(task));
            executor.setRemoveOnCancelPolicy(true);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            if (!executor.isShutdown()) {
                var _ = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
