package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.time.Instant;

/**
 * What one metrics page showed at one moment of the run. Counters are those since the server's start.
 *
 * @param at the client's clock
 * @param wall the wall clock of this machine
 * @param replica which metrics URL it is of, from 0
 * @param running requests in the engine
 * @param waiting requests queued
 * @param kvUsage share of the KV cache in use, 0 to 1
 * @param generationTokens tokens generated
 * @param promptTokens prompt tokens taken in
 * @param requestSuccess choices that ended well
 * @param preemptions sequences that lost their cache blocks
 * @param prefixQueried prompt tokens looked up in the prefix cache
 * @param prefixHit those of them that were found
 */
public record MetricsSample(Tick at, Instant wall, int replica, Reading running, Reading waiting, Reading kvUsage,
        Reading generationTokens, Reading promptTokens, Reading requestSuccess, Reading preemptions,
        Reading prefixQueried, Reading prefixHit) {

    private static final Snapshot NOTHING = new Snapshot(Instant.EPOCH, Duration.ZERO,
            ExpositionParser.parse(new byte[]{'\n'}));

    /** What a page shows. */
    public static MetricsSample of(Tick at, int replica, Snapshot snapshot, ModelFilter filter) {
        ServerValues values = SnapshotValues.of(snapshot, filter);
        // Counters count from 0: their value is the movement since a page with nothing on it.
        ServerDelta sinceStart = Movement.between(NOTHING, snapshot, filter).delta();
        return new MetricsSample(at, snapshot.wall(), replica, values.running(), values.waiting(), values.kvUsage(),
                moved(sinceStart, Counter.GENERATION_TOKENS), moved(sinceStart, Counter.PROMPT_TOKENS),
                moved(sinceStart, Counter.SUCCEEDED_CHOICES), moved(sinceStart, Counter.PREEMPTIONS),
                moved(sinceStart, Counter.PREFIX_QUERIED_TOKENS), moved(sinceStart, Counter.PREFIX_HIT_TOKENS));
    }

    /** A sample tells what is missing, not why. */
    private static Reading moved(ServerDelta sinceStart, Counter counter) {
        return sinceStart.of(counter) instanceof Reading.Value known ? known : Reading.absent(Why.FAMILY_MISSING);
    }
}
