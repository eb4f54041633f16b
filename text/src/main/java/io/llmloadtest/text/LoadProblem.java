package io.llmloadtest.text;

import io.llmloadtest.verdict.FindingId;
import java.util.Locale;

/** Why a load is not worth its numbers, in a word. The names are part of the published result. */
public enum LoadProblem {
    ERRORS, CACHE, LENGTHS, DELIVERY, CLIENT, OTHERS;

    /** The word for a finding that makes a load worthless. */
    public static LoadProblem of(FindingId id) {
        return switch (id) {
            case RESPONSES_LOST, WORK_ABORTED, STREAM_ERRORS, HTTP_ERRORS, REQUESTS_FAILED, SERVER_ERRORS,
                    FAILURES_COUNTED_AS_SUCCESSES, EXIT_CODE_HIDES_FAILURES, TOOL_FAILED ->
                ERRORS;
            case PREFIX_CACHE_WARM, COLD_START, REQUESTS_MISSING_ON_SERVER -> CACHE;
            case LENGTHS_NOT_AS_ASKED -> LENGTHS;
            case LOAD_INTERRUPTED, LOAD_NOT_DELIVERED, CONCURRENCY_NOT_REACHED -> DELIVERY;
            case CLIENT_BELOW_SERVER, REQUEST_TIMES_CONTRADICT, CLOCK_STEP, TTFT_GAP, CLIENT_SATURATED,
                    STREAM_BUFFERED, ZERO_GAPS, TOOL_LATE ->
                CLIENT;
            case FOREIGN_TRAFFIC, SERVER_BUSY_BEFORE_START, SERVER_RESTARTED, METRICS_BEHIND_BALANCER,
                    USAGE_UNDERSTATED,
                    UNEXPLAINED_DIFFERENCE, TOKENS_ESTIMATED, PREEMPTIONS, KV_CACHE_FULL, QUEUEING, SEVERAL_ENGINES,
                    SEVERAL_MODELS, METRICS_UNAVAILABLE, METRICS_PARTIAL, METRICS_SLOW, COUNTERS_UNSETTLED,
                    EVIDENCE_CUT,
                    LOG_UNAVAILABLE, LOG_AMBIGUOUS, ACCESS_LOG_OFF, STATS_LOG_OFF, LOG_SLOW, SERVER_WARNINGS,
                    UNSCRAPED_REPLICA, REPLICA_IMBALANCE, REPLICA_SET_CHANGED, GATEWAY_RETRIES, SPECULATIVE_DECODING,
                    CHUNKS_MERGED, TRACES_UNAVAILABLE, TRACES_INCOMPLETE, LOG_ROTATED, CLOCK_SKEW,
                    UNREPORTED_REQUESTS, TOKENS_COUNTED_BY_TOOL ->
                OTHERS;
        };
    }

    /** The name in the published result. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
