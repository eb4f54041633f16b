package io.llmloadtest.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the cross-examination of a level or of the run gave.
 *
 * @param overall {@code PASSED}, {@code WARNING} or {@code UNVERIFIED}
 * @param overallPassed true, false, or unknown
 * @param passed the same
 * @param checksMade rows that could be compared
 * @param checksPossible rows there are
 * @param counts {@code exact}, {@code within_tolerance}, {@code at_least} (on a shared server), {@code differ} or {@code not_checked}
 * @param timings {@code explained}, {@code unexplained_gap} or {@code not_checked}
 * @param load {@code valid}, or why not in words joined by commas
 * @param loadFindings the findings that make the load worthless
 * @param tolerance for counts
 * @param tolerances all of them
 * @param prometheusAvailable whether a scrape gave at least one sample
 * @param dockerAvailable whether a Docker log could be read
 * @param prometheusValid whether no metrics row warns
 * @param dockerLogValid whether no log row warns
 * @param serverMetrics snapshots and movement
 * @param prometheusValidation rows of the metrics
 * @param dockerLogValidation rows of the log
 * @param comparisons all rows
 * @param findings all findings
 * @param warnings what a person should see, in English
 * @param percentileBounds what the server's histograms say of percentiles
 * @param timingsMs what the evidence cost
 * @param traces what traces say of single requests; empty when they were not asked for
 * @param requests what the answers themselves and the log say of single requests; empty when neither says anything
 * @param beyondAccepted what {@code overall} would be without accepted findings and the rows that they alone explain
 */
public record ValidationView(String overall, Optional<Boolean> overallPassed, Optional<Boolean> passed, long checksMade,
        long checksPossible, String counts, String timings, String load, List<String> loadFindings, double tolerance,
        TolerancesView tolerances, boolean prometheusAvailable, boolean dockerAvailable,
        Optional<Boolean> prometheusValid, Optional<Boolean> dockerLogValid,
        Optional<ServerMetricsView> serverMetrics, Optional<PrometheusView> prometheusValidation,
        Optional<DockerLogView> dockerLogValidation, List<ComparisonView> comparisons, List<FindingView> findings,
        List<String> warnings, List<PercentileBoundView> percentileBounds, TimingsView timingsMs,
        Optional<TracesView> traces, Optional<RequestsView> requests, String beyondAccepted) {

    public ValidationView {
        // A result of an earlier version lacks them.
        percentileBounds = List.copyOf(Objects.requireNonNullElse(percentileBounds, List.of()));
        requests = Objects.requireNonNullElse(requests, Optional.empty());
        beyondAccepted = Objects.requireNonNullElse(beyondAccepted, overall);
    }

    /**
     * What traces say. The times are means over the spans of matched requests, in milliseconds.
     *
     * @param spans spans of requests that were received, others' included
     * @param matched completed requests of ours that have their spans
     * @param missing completed requests of ours without
     * @param foreign spans of others
     * @param queueMs waiting to be scheduled
     * @param prefillMs from being scheduled to the first token
     * @param decodeMs from the first token to the last
     * @param ttftMs from arrival to the first token
     * @param e2eMs from arrival to the last token
     */
    public record TracesView(long spans, long matched, long missing, long foreign, OptionalDouble queueMs,
            OptionalDouble prefillMs, OptionalDouble decodeMs, OptionalDouble ttftMs, OptionalDouble e2eMs) {}

    /**
     * What is known of single requests beside traces. The times are means over completed requests whose answers tell the
     * server's own, warm-ups left out, in milliseconds.
     *
     * @param ownMetrics completed requests whose answers tell the server's own times
     * @param contradicting those of them that took the server longer than the client waited
     * @param queueMs waiting to be scheduled
     * @param prefillMs from being scheduled to the first token
     * @param generationMs from the first token to the last
     * @param clientTtftRestMs what the client's TTFT has beyond queue and prefill
     * @param clientE2eRestMs what the client's E2E has beyond all three
     * @param log what the log of requests says; empty when the server keeps none
     * @param accessLog what the access log says by the client's port; empty without such lines
     */
    public record RequestsView(long ownMetrics, long contradicting, OptionalDouble queueMs, OptionalDouble prefillMs,
            OptionalDouble generationMs, OptionalDouble clientTtftRestMs, OptionalDouble clientE2eRestMs,
            Optional<RequestLogView> log, Optional<AccessLogView> accessLog) {

        public RequestsView {
            // A result of an earlier version lacks it.
            accessLog = Objects.requireNonNullElse(accessLog, Optional.empty());
        }
    }

    /**
     * What the server's log of requests says of ours, warm-ups included at the run.
     *
     * @param joinable whether any of our ids is in it; if not, nothing is said of the others
     * @param ours requests of ours that were looked for
     * @param received those that the server received
     * @param repeated those that it received more than once
     * @param missing completed requests that it did not receive; empty where the log or our own record is not whole
     * @param missingIds the first five of them
     */
    public record RequestLogView(boolean joinable, long ours, OptionalLong received, OptionalLong repeated,
            OptionalLong missing, List<String> missingIds) {}

    /**
     * What the access lines of calls say by the client's port, warm-ups included at the run.
     *
     * @param joinable whether our ports are in it; if not, something connects anew on the way and nothing is said of the rest
     * @param answered requests of ours that were answered
     * @param found those with a line of their own
     * @param missing those without; empty where the log or our own record is not whole
     * @param foreign lines of calls that are not ours; empty likewise
     */
    public record AccessLogView(boolean joinable, long answered, OptionalLong found, OptionalLong missing,
            OptionalLong foreign) {}

    /**
     * Every tolerance in force.
     *
     * @param counts fraction for counts
     * @param ttft fraction for TTFT
     * @param throughput fraction for throughput
     * @param ttftAllowanceMs what may be left of a TTFT gap
     * @param e2e fraction for E2E
     * @param e2eAllowanceMs the least an E2E may differ
     */
    public record TolerancesView(double counts, double ttft, double throughput, double ttftAllowanceMs, double e2e,
            double e2eAllowanceMs) {}

    /**
     * A percentile as an interval between the edges of a bucket, in milliseconds.
     *
     * @param latency {@code ttft} or {@code e2e}
     * @param percentile {@code p50}, {@code p90} or {@code p99}
     * @param lowerMs the lower edge, itself outside
     * @param upperMs the upper edge, itself inside; empty when the bucket has none
     * @param clientMs the client's percentile
     * @param contradicts whether the client's lies below the interval
     */
    public record PercentileBoundView(String latency, String percentile, double lowerMs, OptionalDouble upperMs,
            OptionalDouble clientMs, boolean contradicts) {}

    /**
     * The metrics' rows.
     *
     * @param passed no row warns; empty when none could be compared
     * @param comparisons the rows
     * @param warnings what stood in the way, in English
     */
    public record PrometheusView(Optional<Boolean> passed, List<ComparisonView> comparisons, List<String> warnings) {}

    /**
     * The log's rows.
     *
     * @param passed no row but Server Errors warns; empty when none could be compared
     * @param httpRequestMatch how HTTP 200 Count came out
     * @param throughputMatch how Avg Throughput came out
     * @param hasErrors whether the server logged errors; empty when the log could not be read
     * @param comparisons the rows
     * @param warnings what stood in the way and what the server warned of, in English
     * @param dockerMetrics what the log says; empty when it could not be read
     */
    public record DockerLogView(Optional<Boolean> passed, Optional<Boolean> httpRequestMatch,
            Optional<Boolean> throughputMatch, Optional<Boolean> hasErrors, List<ComparisonView> comparisons,
            List<String> warnings, Optional<DockerMetricsView> dockerMetrics) {}

    /**
     * What the evidence cost, in milliseconds.
     *
     * @param metricsBefore the scrape before
     * @param metricsAfter the scrape after
     * @param metricsSlowest the slowest scrape
     * @param settle waiting for the counters to come to rest
     * @param logs bringing the log up to the end
     */
    public record TimingsView(OptionalDouble metricsBefore, OptionalDouble metricsAfter, OptionalDouble metricsSlowest,
            OptionalDouble settle, OptionalDouble logs) {}

    /**
     * Snapshots and movement.
     *
     * @param before the snapshot before
     * @param after the snapshot after
     * @param delta how far the counters moved
     */
    public record ServerMetricsView(Optional<SnapshotView> before, Optional<SnapshotView> after, DeltaView delta) {}

    /**
     * One snapshot.
     *
     * @param requestSuccessTotal choices that ended well since the server's start
     * @param generationTokensTotal tokens generated since the server's start
     * @param timeToFirstTokenSeconds the TTFT histogram since the server's start
     * @param timestamp when it was taken
     * @param runningRequests requests in the engine
     * @param waitingRequests requests queued
     * @param kvCacheUsage percent of the KV cache in use
     */
    public record SnapshotView(OptionalDouble requestSuccessTotal, OptionalDouble generationTokensTotal,
            HistogramView timeToFirstTokenSeconds, Instant timestamp, OptionalDouble runningRequests,
            OptionalDouble waitingRequests, OptionalDouble kvCacheUsage) {}

    /**
     * How far the counters moved.
     *
     * @param requestSuccessTotal choices that ended well
     * @param requestAbortTotal choices aborted
     * @param requestErrorTotal choices failed
     * @param generationTokensTotal tokens generated
     * @param promptTokensTotal prompt tokens taken in
     * @param preemptionsTotal sequences that had to start over
     * @param prefixCacheQueriedTokens prompt tokens looked up in the prefix cache
     * @param prefixCacheHitTokens prompt tokens found there
     * @param timeToFirstTokenSeconds the TTFT histogram
     * @param histograms the other histograms by name
     */
    public record DeltaView(OptionalDouble requestSuccessTotal, OptionalDouble requestAbortTotal,
            OptionalDouble requestErrorTotal, OptionalDouble generationTokensTotal, OptionalDouble promptTokensTotal,
            OptionalDouble preemptionsTotal, OptionalDouble prefixCacheQueriedTokens,
            OptionalDouble prefixCacheHitTokens, HistogramView timeToFirstTokenSeconds,
            Map<String, HistogramView> histograms) {}

    /**
     * A histogram.
     *
     * @param sum of the values
     * @param count of the values
     * @param buckets cumulative counts by upper bound
     */
    public record HistogramView(OptionalDouble sum, OptionalDouble count, Map<String, Double> buckets) {}
}
