package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.model.Why;
import java.time.Duration;

/**
 * Nobody, for a run whose metrics were not asked for.
 *
 * @param clock stamps the boundaries
 */
public record AbsentMetricsWitness(RunClock clock) implements MetricsWitness {

    @Override
    public MetricsAvailability open() {
        return new MetricsAvailability.NotAsked(Why.NOT_ASKED);
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        return clock.boundary(index);
    }

    @Override
    public MetricsTestimony between(Boundary from, Boundary to, Duration atMost) {
        return MetricsTestimony.notAsked();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
