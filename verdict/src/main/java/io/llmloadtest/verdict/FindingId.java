package io.llmloadtest.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The causes that can be found. The published name is the constant's in kebab case and never changes.
 *
 * <p>
 * Each names its values. One in brackets is there only when the number is known or the thing happened. Amounts are
 * numbers, names ending in {@code _ms} are milliseconds and those in {@code _percent} go from 0 to 100; {@code (text)} and
 * {@code (texts)} mark the others. A finding of the run may carry {@code levels} (texts): the indexes, from 0, of the
 * levels that show it. {@code also_fits} (texts) names other findings that explain the same numbers equally well.
 */
public enum FindingId {
    /**
     * Values: requests, [tokens], [prompt_tokens], [when] (text: such as {@code 3.0-7.0 s}, since the run began), [errors] (of the requests), [running] (foreign requests that were
     * open at an edge), [also_fits]; requests is 0 when only open requests show.
     */
    FOREIGN_TRAFFIC,
    /** Values: requests (running or waiting before ours began, or ending while the counters were waited for). */
    SERVER_BUSY_BEFORE_START,
    /**
     * Values: [restarts] (starts the log tells of), [signs] (texts: {@code counter_fell}, {@code created_moved},
     * {@code start_time_moved}, {@code container_restarted}), [series] (text: the first series that showed it).
     */
    SERVER_RESTARTED,
    /** Values: identities (servers that one URL was answered by), url (text). */
    METRICS_BEHIND_BALANCER,
    /**
     * The server answered requests of ours that no scraped metrics page counts, while every page that was scraped
     * counts some: a replica has no metrics URL. Values: replicas (metrics URLs there are), requests (that no page
     * counts), [tokens], [prompt_tokens].
     */
    UNSCRAPED_REPLICA,
    /**
     * The replicas shared the load unevenly. Values: replicas, shares (texts: {@code URL share%}), least_percent,
     * most_percent, fair_percent, [waiting] (texts: {@code URL most waiting}).
     */
    REPLICA_IMBALANCE,
    /**
     * A replica came, went or started anew during the run. Values: replicas (metrics URLs there are), changed (texts:
     * the URLs), [vanished] (texts), [restarted] (texts).
     */
    REPLICA_SET_CHANGED,
    /**
     * Values: requests (choices that the server finished and the client did not get whole), [tokens], visible_tokens
     * (of all failed requests, as far as they arrived), [also_fits].
     */
    RESPONSES_LOST,
    /**
     * Values: requests, [tokens] (made for them), [prompt_tokens], visible_tokens (of these the client saw),
     * timeouts, cancelled.
     */
    WORK_ABORTED,
    /**
     * Values: requests, [tokens] (made for them), [prompt_tokens], visible_tokens, error_events, truncated,
     * [messages] (texts).
     */
    STREAM_ERRORS,
    /**
     * Values: requests, client_4xx, client_5xx, statuses (texts such as {@code 404 x 3}), client (the same as
     * requests), [metrics], [access_log], agree (text: {@code yes}, {@code no}, {@code unknown}), [not_counted]
     * (401s, which the HTTP metrics never see), [messages] (texts).
     */
    HTTP_ERRORS,
    /** Values: requests, connect, tls, protocol, [messages] (texts). */
    REQUESTS_FAILED,
    /** Values: requests, [tokens], [prompt_tokens] (what the server's counters are short of), [also_fits]. */
    REQUESTS_MISSING_ON_SERVER,
    /**
     * Something in front of the server sent requests of ours more than once: the server tells the same id several
     * times. Values: requests (of ours that were repeated), repeats (extra times in all), [tokens] (made for the
     * repeats), [examples] (texts: ids).
     */
    GATEWAY_RETRIES,
    /**
     * The server made more tokens for answers of several choices than their usage says, as vLLM 0.8.5 does. Values:
     * requests (with several choices), tokens (that their usage lacks).
     */
    USAGE_UNDERSTATED,
    /**
     * Values: quantities (texts: row names or {@code First Tokens}), and, server less client, those that differ:
     * [requests] (choices), [tokens], [prompt_tokens], [first_tokens], [http_requests], [http_errors], [access_200],
     * [access_errors], [throughput] (tokens per second), [e2e_ms], [differing] (requests whose span tells other tokens than
     * their answer), [examples] (texts: {@code ID output CLIENT/SERVER}), [also_fits].
     */
    UNEXPLAINED_DIFFERENCE,
    /** Values: requests (without usage), completed. */
    TOKENS_ESTIMATED,
    /**
     * Values: requests, [output_off, output_checked, output_asked, output_got], [input_off, input_checked,
     * input_asked, input_got], finish_reasons (texts such as {@code stop x 3}).
     */
    LENGTHS_NOT_AS_ASKED,
    /**
     * Values: client_ms, server_ms, gap_ms, write_ms, [api_server_ms], [round_trip_ms], [instrument_ms], rest_ms,
     * allowance_ms (what the rest may be). Inside the server's own time: [queue_ms], [prefill_ms], [front_end_ms] (what
     * it has beyond both); before either clock starts: [connect_ms]. [tool] (text: who measured in our place).
     */
    TTFT_GAP,
    /** Values: latencies (texts: row names), [ttft_client_ms, ttft_server_ms], [e2e_client_ms, e2e_server_ms]. */
    CLIENT_BELOW_SERVER,
    /**
     * Answers say that the server took longer for them than the client waited: they are another request's, from a cache in
     * between, or a clock is wrong. Values: requests (of ours), checked (whose answers tell the server's time), worst_ms (by
     * which the client's time is too short), examples (texts: ids).
     */
    REQUEST_TIMES_CONTRADICT,
    /**
     * Something between server and client holds chunks back and hands them over in bunches. Values: requests
     * (streamed), bunched_percent (of the gaps between chunks that are next to nothing), client_itl_ms,
     * server_itl_ms, [ttft_gap_ms].
     */
    STREAM_BUFFERED,
    /**
     * The client itself was too late for the times it measured. Values: lateness_ms (mean), [lateness_p99_ms],
     * [itl_ms] (what is being measured), limit_ms.
     */
    CLIENT_SATURATED,
    /**
     * Less load was on the server than planned. Values: [asked] (requests in flight), [got] (mean in flight), [percent];
     * of a rate [asked_rate], [got_rate] (requests per second), [lateness_ms] (mean, against the schedule).
     */
    LOAD_NOT_DELIVERED,
    /** Values: requests (sent), [planned], [missing]. */
    LOAD_INTERRUPTED,
    /**
     * Values: requests (of the first wave), first_ms, rest_ms (mean without the first wave), mean_ms (mean with it).
     */
    COLD_START,
    /** Values: hit_tokens, [queried_tokens, rate_percent], allowed_tokens (what the plan explains), requests. */
    PREFIX_CACHE_WARM,
    /**
     * The engine decodes speculatively. Of random prompts the acceptance says nothing about real ones. Values:
     * drafted_tokens, accepted_tokens, accepted_percent, random_prompts (text: {@code yes} or {@code no}).
     */
    SPECULATIVE_DECODING,
    /**
     * Chunks carry several tokens, so that gaps between chunks are not gaps between tokens. Values: tokens, chunks,
     * tokens_per_chunk, itl (per_token or per_chunk).
     */
    CHUNKS_MERGED,
    /** Values: count. */
    PREEMPTIONS,
    /** Values: kv_percent (the highest seen). */
    KV_CACHE_FULL,
    /** Values: [queue_ms, ttft_ms] (server means), [waiting] (the most in a statistics line). */
    QUEUEING,
    /** Values: engines. */
    SEVERAL_ENGINES,
    /** Values: models (texts: the names on the page; ours alone is judged). */
    SEVERAL_MODELS,
    /** Values: url (text), problem (text: a {@code MetricsAvailability.Problem} in lower case), [detail] (text). */
    METRICS_UNAVAILABLE,
    /** Values: families (texts). */
    METRICS_PARTIAL,
    /** Values: slowest_ms, limit_ms. */
    METRICS_SLOW,
    /** Values: waited_ms. */
    COUNTERS_UNSETTLED,
    /** Values: [log_lines], [metric_lines]. */
    EVIDENCE_CUT,
    /** Values: [name] (text), problem (text: a {@code LogAvailability.Problem} in lower case), [detail] (text). */
    LOG_UNAVAILABLE,
    /** Values: [name] (text), problem (text: a {@code LogAvailability.Problem} in lower case), [detail] (text). */
    LOG_AMBIGUOUS,
    /**
     * The log was rotated or cut at its head while the run went on. Values: name (text), [rotations], [lost_lines].
     */
    LOG_ROTATED,
    /** Values: [name] (text: the container or file), lines. */
    ACCESS_LOG_OFF,
    /** Values: [name] (text: the container or file), lines. */
    STATS_LOG_OFF,
    /** Values: took_ms, limit_ms. */
    LOG_SLOW,
    /**
     * Traces were asked for and could not be received, or none came. Values: address (text), problem (text: {@code
     * not_listening} or {@code no_spans}), [detail] (text).
     */
    TRACES_UNAVAILABLE,
    /**
     * Spans of some completed requests are missing, so that what traces say is no proof for those. Values: requests
     * (of ours without a span), spans (received for ours), [dropped] (spans beyond what fits).
     */
    TRACES_INCOMPLETE,
    /**
     * Values: events, ours (provoked by our own 404s and 400s), seen_before (events of the same message as before the
     * run), messages (texts such as {@code 3 x ...}), kinds (texts: {@code LogEvent.Kind} in lower case), [first,
     * last] (texts: times).
     */
    SERVER_ERRORS,
    /** Values: as server-errors. */
    SERVER_WARNINGS,
    /** Values: steps, largest_ms (signed). */
    CLOCK_STEP,
    /**
     * The clock that stamps the log and ours differ; log times are corrected by it. Values: skew_ms (signed: theirs
     * less ours), uncertainty_ms.
     */
    CLOCK_SKEW,
    /**
     * A tool that drove the load counts as successes requests that the server answered with 200 and did not finish. Values:
     * tool (text), requests, [reported] (successes by the tool's word), [finished] (by the server's), [tokens] (that the
     * server made beyond what the tool counts; negative when fewer).
     */
    FAILURES_COUNTED_AS_SUCCESSES,
    /**
     * A tool that drove the load sent requests that are not in its result, as its command line says it does. Values: tool
     * (text), requests, [tokens], [prompt_tokens].
     */
    UNREPORTED_REQUESTS,
    /**
     * A tool that drove the load never had as many requests in flight as it was asked for. Values: tool (text), asked, most
     * (the most that anybody saw), percent, [recorded] (the most by the tool's own times), [sampled] (the most in the
     * server's gauges), [samples].
     */
    CONCURRENCY_NOT_REACHED,
    /**
     * Gaps that are none between chunks with tokens lower a tool's inter-token latency. Values: tool (text), requests, gaps
     * (those that are none), itl_ms (mean of all), without_ms (mean of the others).
     */
    ZERO_GAPS,
    /** A tool that drove the load ended with exit code 0 although requests failed. Values: tool (text), requests, sent. */
    EXIT_CODE_HIDES_FAILURES,
    /**
     * A tool's mean E2E lies above the server's by more than the tolerance and the known parts. Values: tool (text),
     * client_ms, server_ms, gap_ms.
     */
    TOOL_LATE,
    /** A tool that drove the load did not end well. Values: tool (text), exit_code, requests (in its result). */
    TOOL_FAILED,
    /**
     * A tool counts tokens by its own tokenizer, and the server counts others. Values: tool (text), [tokens, prompt_tokens]
     * (server less tool).
     */
    TOKENS_COUNTED_BY_TOOL;

    /** The finding of that published name. */
    public static Optional<FindingId> named(String key) {
        return Arrays.stream(values()).filter(id -> id.key().equals(key)).findFirst();
    }

    /** The published name, such as {@code foreign-traffic}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
