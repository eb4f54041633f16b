package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.time.Duration;
import java.time.Instant;

/**
 * Nobody, for a run whose log was not asked for.
 *
 * @param clock stamps the boundaries
 */
public record AbsentLogWitness(RunClock clock) implements LogWitness {

    @Override
    public LogAvailability open() {
        return new LogAvailability.NotAsked();
    }

    @Override
    public LogDigest before() {
        return LogDigest.EMPTY;
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        return clock.boundary(index);
    }

    @Override
    public LogTestimony between(Boundary from, Boundary to, Duration atMost) {
        return LogTestimony.notAsked();
    }

    @Override
    public boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
