package io.llmloadtest.runner;

import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.StatsLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether waiting for one more statistics line of the engine, once at the end of a run, can give a window to
 * compare, and for how long. A line covers the interval before it; only windows that begin after the first snapshot count.
 */
record ClosingLine(Instant firstSnapshot, Instant lastWork) {

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(10);
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** How long a line that closes a useful window may take to come; empty when none can, or when one is there already. */
    Optional<Duration> worthWaiting(LogDigest before, LogTestimony soFar, Instant now) {
        if (!soFar.isLegible() || !(before.statsLogSeen() || soFar.digest().statsLogSeen())) {
            return Optional.empty();
        }
        boolean haveOne = soFar.digest().stats().stream()
                .anyMatch(line -> line.comparable() && begin(line).isAfter(firstSnapshot)
                        && line.generationTokensPerSecond() > 0);
        Optional<StatsLine> latest = soFar.digest().stats().stream().reduce((_, later) -> later)
                .or(() -> before.stats().stream().reduce((_, later) -> later));
        if (haveOne || latest.isEmpty()) {
            return Optional.empty();
        }
        Duration interval = latest.get().windowAssumed()
                ? USUAL_INTERVAL
                : Duration.ofNanos(latest.get().windowNanos());
        Instant tick = latest.get().at();
        while (!tick.isAfter(lastWork)) {
            tick = tick.plus(interval);
        }
        boolean useful = tick.minus(interval).isAfter(firstSnapshot);
        Duration wait = Duration.between(now, tick).plus(SLACK);
        return useful && wait.isPositive() ? Optional.of(wait) : Optional.empty();
    }

    /** Waits for the line. */
    void await(LogWitness log, Duration atMost) {
        log.awaitStatsAfter(lastWork, atMost);
    }

    private static Instant begin(StatsLine line) {
        return line.at().minusNanos(line.windowNanos());
    }
}
