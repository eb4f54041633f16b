package io.llmloadtest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the server's log says of a stretch of the run. Percentages are 0 to 100.
 *
 * @param source the kind of log
 * @param name the container's or file's name
 * @param http200Count access lines of the endpoints used, status 200
 * @param httpErrorCount access lines of the endpoints used, status 4xx and 5xx
 * @param avgPromptThroughput prompt tokens per second
 * @param avgGenerationThroughput generated tokens per second
 * @param peakKvCacheUsage the largest share of the KV cache in use
 * @param avgRunningReqs requests in the engines
 * @param avgWaitingReqs requests queued
 * @param prefixCacheHitRate the last hit rate told
 * @param errorMessages errors, grouped
 * @param warningMessages warnings, grouped
 * @param events the same with times and counts
 * @param logStartTime the first line's time
 * @param logEndTime the last line's time
 * @param totalLogLines lines
 */
public record DockerMetricsView(String source, String name, OptionalLong http200Count, OptionalLong httpErrorCount,
        OptionalDouble avgPromptThroughput, OptionalDouble avgGenerationThroughput, OptionalDouble peakKvCacheUsage,
        OptionalDouble avgRunningReqs, OptionalDouble avgWaitingReqs, OptionalDouble prefixCacheHitRate,
        List<String> errorMessages, List<String> warningMessages, List<EventView> events,
        Optional<Instant> logStartTime, Optional<Instant> logEndTime, long totalLogLines) {

    /**
     * Log records that say the same, as one.
     *
     * @param level {@code warning} or {@code error}
     * @param kind what it is about
     * @param message the words
     * @param count how often
     * @param first when first
     * @param last when last
     * @param seenBefore whether the log had it before the run
     */
    public record EventView(String level, String kind, String message, long count, Instant first, Instant last,
            boolean seenBefore) {}
}
