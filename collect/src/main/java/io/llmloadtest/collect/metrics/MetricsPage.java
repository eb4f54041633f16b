package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.ModelFilter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A page that is looked at again and again. Every look gives a sample and is timed. Safe for use by several threads. */
final class MetricsPage {

    private final Supplier<Scrape> source;
    private final ModelFilter filter;
    private final RunClock clock;
    private final Consumer<MetricsSample> samples;
    private final AtomicLong slowestNanos = new AtomicLong();

    MetricsPage(Supplier<Scrape> source, ModelFilter filter, RunClock clock, Consumer<MetricsSample> samples) {
        this.source = source;
        this.filter = filter;
        this.clock = clock;
        this.samples = samples;
    }

    MetricsLook look() {
        MetricsLook look = MetricsLook.at(source.get(), clock.wall());
        slowestNanos.accumulateAndGet(look.took().toNanos(), Math::max);
        if (look instanceof MetricsLook.Seen seen) {
            samples.accept(MetricsSample.of(clock.tick(), 0, seen.snapshot(), filter));
        }
        return look;
    }

    /** The longest a scrape took since this was last asked. */
    Duration takeSlowest() {
        return Duration.ofNanos(slowestNanos.getAndSet(0));
    }
}
