package io.llmloadtest.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one level gave.
 *
 * @param level its place in the run, from 0
 * @param concurrency requests meant to be in flight
 * @param requestRate requests per second meant to be sent
 * @param totalRequests sent
 * @param successfulRequests ended well
 * @param failedRequests did not
 * @param errors failed requests by kind
 * @param errorMessages what went wrong, in the words of server or system
 * @param finishReasons choices by finish reason
 * @param durationSeconds first send to last byte
 * @param throughputTokensPerSec output tokens of successful requests per second
 * @param requestRatePerSec successful requests per second
 * @param totalInputTokens prompt tokens of successful requests
 * @param totalOutputTokens output tokens of successful requests
 * @param tokensEstimated successful requests whose tokens are estimated
 * @param ttftMs time to first token
 * @param ttfoMs time to first output token; empty when no answer came after reasoning
 * @param itlMs inter-token latency
 * @param itlUnit {@code token} or {@code chunk}: what {@code itlMs} lies between; empty when there is none
 * @param iclMs inter-chunk latency, where {@code itlMs} is per token
 * @param tpotMs time per output token
 * @param e2eLatencyMs end-to-end latency
 * @param goodput requests that met the limits
 * @param instrumentErrorMs how late the client itself was
 * @param instrument what the client's process went through; empty when nobody looked
 * @param groups the requests by model and by turn; empty when they have but one model and stand alone
 * @param arrivals how an open loop was driven; empty for a closed one
 * @param warmUp the requests before the measured load
 * @param span when it was
 * @param statistics how exactly its figures are known; empty when the course of its requests is not
 * @param slo this level held against the objectives; empty when there are none
 * @param validation of this level
 */
public record LevelView(int level, OptionalInt concurrency, OptionalDouble requestRate, long totalRequests,
        long successfulRequests, long failedRequests, Map<String, Long> errors, List<MessageView> errorMessages,
        Map<String, Long> finishReasons, double durationSeconds, OptionalDouble throughputTokensPerSec,
        OptionalDouble requestRatePerSec, long totalInputTokens, long totalOutputTokens, long tokensEstimated,
        LatencyView ttftMs, Optional<LatencyView> ttfoMs, LatencyView itlMs, Optional<String> itlUnit,
        Optional<LatencyView> iclMs, LatencyView tpotMs, LatencyView e2eLatencyMs, GoodputView goodput,
        InstrumentErrorView instrumentErrorMs, Optional<InstrumentView> instrument, Optional<GroupsView> groups,
        Optional<ArrivalsView> arrivals, WarmUpView warmUp, SpanView span, Optional<StatisticsView> statistics,
        Optional<SloView> slo, Optional<ValidationView> validation) {

    /**
     * A message and how often it came.
     *
     * @param message the words
     * @param count how often
     */
    public record MessageView(String message, long count) {}

    /**
     * Goodput, over all requests sent.
     *
     * @param thresholds limits in milliseconds by latency: {@code ttft}, {@code tpot}, {@code e2e}; empty when none are set
     * @param goodRequests requests that met every limit
     * @param fraction of all requests sent
     * @param requestsPerSec good requests per second
     */
    public record GoodputView(Map<String, Double> thresholds, long goodRequests, OptionalDouble fraction,
            OptionalDouble requestsPerSec) {}

    /**
     * How late the client's event loop got to what was due, or to what had arrived where the kernel stamps arrivals, in
     * milliseconds.
     *
     * @param mean mean
     * @param p50 median
     * @param p99 99th percentile
     * @param max largest
     */
    public record InstrumentErrorView(OptionalDouble mean, OptionalDouble p50, OptionalDouble p99,
            OptionalDouble max) {}

    /**
     * The warm-up of a level.
     *
     * @param requests sent
     * @param failedRequests did not end well
     * @param outputTokens of those that did
     */
    public record WarmUpView(long requests, long failedRequests, long outputTokens) {}

    /**
     * When a level was, in seconds since the run's start.
     *
     * @param measured while requests were being sent
     * @param active first send to last byte
     * @param evidence snapshot before to snapshot after
     */
    public record SpanView(WindowView measured, WindowView active, WindowView evidence) {}

    /**
     * A stretch of time, in seconds since the run's start.
     *
     * @param from start
     * @param to end
     */
    public record WindowView(double from, double to) {}
}
