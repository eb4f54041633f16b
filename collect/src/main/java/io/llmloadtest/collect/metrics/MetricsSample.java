package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.time.Instant;

/**
 * What a server showed at one moment of the run. Counters are those since the server's start.
 *
 * @param at the client's clock
 * @param wall the wall clock of this machine
 * @param running requests in the engine
 * @param waiting requests queued
 * @param kvUsage share of the KV cache in use, 0 to 1
 * @param generationTokens tokens generated
 * @param requestSuccess choices that ended well
 * @param preemptions sequences that lost their cache blocks
 */
public record MetricsSample(Tick at, Instant wall, Reading running, Reading waiting, Reading kvUsage,
        Reading generationTokens, Reading requestSuccess, Reading preemptions) {

    private static final Snapshot NOTHING = new Snapshot(Instant.EPOCH, Duration.ZERO,
            ExpositionParser.parse(new byte[]{'\n'}));

    static MetricsSample of(Tick at, Snapshot snapshot, ModelFilter filter) {
        ServerValues values = SnapshotValues.of(snapshot, filter);
        // Counters count from 0: their value is the movement since a page with nothing on it.
        Reading preemptions = Movement.between(NOTHING, snapshot, filter).delta().of(Counter.PREEMPTIONS);
        return new MetricsSample(at, snapshot.wall(), values.running(), values.waiting(), values.kvUsage(),
                values.generationTokens(), values.requestSuccess(), preemptions);
    }
}
