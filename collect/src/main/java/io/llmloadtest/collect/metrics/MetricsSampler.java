package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.RunClock;
import java.time.Duration;

/** Looks at a page at regular times, on a daemon thread, until closed. */
final class MetricsSampler implements AutoCloseable {

    private final Thread thread;

    MetricsSampler(MetricsPage page, RunClock clock, Duration every) {
        thread = Thread.ofPlatform().daemon().name("metrics-samples").start(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    clock.pause(every);
                    page.look();
                }
            } catch (InterruptedException _) {
                // Closed.
            }
        });
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
