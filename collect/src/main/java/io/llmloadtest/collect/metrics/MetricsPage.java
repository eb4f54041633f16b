package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.Identities;
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
    private final int replica;
    private final ModelFilter filter;
    private final RunClock clock;
    private final Consumer<MetricsSample> samples;
    private final AtomicLong slowestNanos = new AtomicLong();
    private final Identities identities = new Identities();

    MetricsPage(Supplier<Scrape> source, int replica, ModelFilter filter, RunClock clock,
            Consumer<MetricsSample> samples) {
        this.source = source;
        this.replica = replica;
        this.filter = filter;
        this.clock = clock;
        this.samples = samples;
    }

    MetricsLook look() {
        MetricsLook look = MetricsLook.at(source.get(), clock.wall());
        slowestNanos.accumulateAndGet(look.took().toNanos(), Math::max);
        if (look instanceof MetricsLook.Seen seen) {
            synchronized (identities) {
                identities.saw(seen.snapshot(), filter);
            }
            samples.accept(MetricsSample.of(clock.tick(), replica, seen.snapshot(), filter));
        }
        return look;
    }

    /** How many servers answer here in turn, as far as it showed. */
    int servers() {
        synchronized (identities) {
            return identities.servers();
        }
    }

    /** The longest a scrape took since this was last asked. */
    Duration takeSlowest() {
        return Duration.ofNanos(slowestNanos.getAndSet(0));
    }
}
