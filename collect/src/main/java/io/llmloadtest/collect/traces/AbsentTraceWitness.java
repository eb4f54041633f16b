package io.llmloadtest.collect.traces;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.TraceWitness;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceTestimony;
import java.time.Duration;
import java.util.Collection;

/**
 * Nobody, for a run whose traces were not asked for.
 *
 * @param clock stamps the boundaries
 */
public record AbsentTraceWitness(RunClock clock) implements TraceWitness {

    @Override
    public TraceAvailability open() {
        return new TraceAvailability.NotAsked();
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        return clock.boundary(index);
    }

    @Override
    public TraceTestimony between(Boundary from, Boundary to, Duration atMost) {
        return TraceTestimony.NOT_ASKED;
    }

    @Override
    public boolean await(Collection<String> traceIds, Duration atMost) {
        return traceIds.isEmpty();
    }

    @Override
    public TraceTestimony everything() {
        return TraceTestimony.NOT_ASKED;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
