package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * One statistics line of an engine. Its throughputs are means over the window {@code (at - windowNanos, at]}.
 *
 * @param at when the line was recorded
 * @param engine the engine as the line names it, {@code "0"} when it names none
 * @param promptTokensPerSecond prompt tokens taken in
 * @param generationTokensPerSecond tokens generated
 * @param running requests in the engine
 * @param waiting requests queued
 * @param kvUsagePercent KV cache in use, 0 to 100
 * @param prefixHitPercent prefix cache hit rate, 0 to 100, of the server's last thousand requests
 * @param windowNanos length of the window
 * @param windowAssumed whether the length is vLLM's default rather than seen from the spacing of lines
 * @param edgeDoubtNanos how far from their stamps the window's edges may lie: a late stamp can be that of a late tick, or of a
 *     line that was written on time and waited to be stamped
 * @param comparable whether the window can be trusted: not the first line after a start, not an irregular V0 line
 */
public record StatsLine(Instant at, String engine, double promptTokensPerSecond, double generationTokensPerSecond,
        OptionalDouble running, OptionalDouble waiting, OptionalDouble kvUsagePercent, OptionalDouble prefixHitPercent,
        long windowNanos, boolean windowAssumed, long edgeDoubtNanos, boolean comparable) {

    /** A line of a regular beat. */
    public StatsLine(Instant at, String engine, double promptTokensPerSecond, double generationTokensPerSecond,
            OptionalDouble running, OptionalDouble waiting, OptionalDouble kvUsagePercent,
            OptionalDouble prefixHitPercent, long windowNanos, boolean windowAssumed, boolean comparable) {
        this(at, engine, promptTokensPerSecond, generationTokensPerSecond, running, waiting, kvUsagePercent,
                prefixHitPercent, windowNanos, windowAssumed, 0, comparable);
    }
}
