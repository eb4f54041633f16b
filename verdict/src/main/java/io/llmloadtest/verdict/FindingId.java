package io.llmloadtest.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The causes that can be found. The published name is the constant's in kebab case and never changes.
 *
 * <p>
 * Their value names follow. A name in brackets is there only when the number is known or the thing happened. Amounts are
 * numbers, names ending in {@code _ms} are milliseconds and those in {@code _percent} go from 0 to 100; {@code (text)} and
 * {@code (texts)} mark the others. A finding of the run may carry {@code levels} (texts): the indexes, from 0, of the
 * levels that show it. {@code also_fits} (texts) names other findings that explain the same numbers equally well.
 *
 * <table>
 * <caption>Value names</caption>
 * <tr>
 * <td>foreign-traffic</td>
 * <td>requests, [tokens], [prompt_tokens], [errors] (of the requests), [running] (foreign requests that were open at an
 * edge), [also_fits]; requests is 0 when only open requests show</td>
 * </tr>
 * <tr>
 * <td>server-busy-before-start</td>
 * <td>requests (running or waiting before ours began)</td>
 * </tr>
 * <tr>
 * <td>server-restarted</td>
 * <td>[restarts] (starts the log tells of), [signs] (texts: {@code counter_fell}, {@code created_moved},
 * {@code start_time_moved}, {@code container_restarted}), [series] (text: the first series that showed it)</td>
 * </tr>
 * <tr>
 * <td>metrics-behind-balancer, several-models</td>
 * <td>not given by this judge yet</td>
 * </tr>
 * <tr>
 * <td>responses-lost</td>
 * <td>requests (choices that the server finished and the client did not get whole), [tokens], visible_tokens (of all failed
 * requests, as far as they arrived), [also_fits]</td>
 * </tr>
 * <tr>
 * <td>work-aborted</td>
 * <td>requests, [tokens] (made for them), [prompt_tokens], visible_tokens (of these the client saw), timeouts,
 * cancelled</td>
 * </tr>
 * <tr>
 * <td>stream-errors</td>
 * <td>requests, [tokens] (made for them), [prompt_tokens], visible_tokens, error_events, truncated, [messages] (texts)</td>
 * </tr>
 * <tr>
 * <td>http-errors</td>
 * <td>requests, client_4xx, client_5xx, statuses (texts such as {@code 404 x 3}), client (the same as requests), [metrics],
 * [access_log], agree (text: {@code yes}, {@code no}, {@code unknown}), [not_counted] (401s, which the HTTP metrics never
 * see), [messages] (texts)</td>
 * </tr>
 * <tr>
 * <td>requests-failed</td>
 * <td>requests, connect, tls, protocol, [messages] (texts)</td>
 * </tr>
 * <tr>
 * <td>requests-missing-on-server</td>
 * <td>requests, [tokens], [prompt_tokens] (what the server's counters are short of)</td>
 * </tr>
 * <tr>
 * <td>usage-understated</td>
 * <td>requests (with several choices), tokens (that their usage lacks)</td>
 * </tr>
 * <tr>
 * <td>unexplained-difference</td>
 * <td>quantities (texts: row names or {@code First Tokens}), and, server less client, those that differ: [requests]
 * (choices), [tokens], [prompt_tokens], [first_tokens], [http_requests], [http_errors], [access_200], [access_errors],
 * [throughput] (tokens per second), [e2e_ms], [also_fits]</td>
 * </tr>
 * <tr>
 * <td>tokens-estimated</td>
 * <td>requests (without usage), completed</td>
 * </tr>
 * <tr>
 * <td>lengths-not-as-asked</td>
 * <td>requests, [output_off, output_checked, output_asked, output_got], [input_off, input_checked, input_asked, input_got],
 * finish_reasons (texts such as {@code stop x 3})</td>
 * </tr>
 * <tr>
 * <td>ttft-gap</td>
 * <td>client_ms, server_ms, gap_ms, write_ms, [api_server_ms], [round_trip_ms], [instrument_ms], rest_ms, allowance_ms (what the
 * rest may be)</td>
 * </tr>
 * <tr>
 * <td>client-below-server</td>
 * <td>latencies (texts: row names), [ttft_client_ms, ttft_server_ms], [e2e_client_ms, e2e_server_ms]</td>
 * </tr>
 * <tr>
 * <td>load-interrupted</td>
 * <td>requests (sent), [planned], [missing]</td>
 * </tr>
 * <tr>
 * <td>cold-start</td>
 * <td>requests (of the first wave), first_ms, rest_ms (mean without the first wave), mean_ms (mean with it)</td>
 * </tr>
 * <tr>
 * <td>prefix-cache-warm</td>
 * <td>hit_tokens, [queried_tokens, rate_percent], allowed_tokens (what the plan explains), requests</td>
 * </tr>
 * <tr>
 * <td>preemptions</td>
 * <td>count</td>
 * </tr>
 * <tr>
 * <td>kv-cache-full</td>
 * <td>kv_percent (the highest seen)</td>
 * </tr>
 * <tr>
 * <td>queueing</td>
 * <td>[queue_ms, ttft_ms] (server means), [waiting] (the most in a statistics line)</td>
 * </tr>
 * <tr>
 * <td>several-engines</td>
 * <td>engines</td>
 * </tr>
 * <tr>
 * <td>metrics-unavailable</td>
 * <td>url (text), problem (text: a {@code MetricsAvailability.Problem} in lower case), [detail] (text)</td>
 * </tr>
 * <tr>
 * <td>metrics-partial</td>
 * <td>families (texts)</td>
 * </tr>
 * <tr>
 * <td>metrics-slow</td>
 * <td>slowest_ms, limit_ms</td>
 * </tr>
 * <tr>
 * <td>counters-unsettled</td>
 * <td>waited_ms</td>
 * </tr>
 * <tr>
 * <td>evidence-cut</td>
 * <td>[log_lines], [metric_lines]</td>
 * </tr>
 * <tr>
 * <td>log-unavailable, log-ambiguous</td>
 * <td>[name] (text), problem (text: a {@code LogAvailability.Problem} in lower case), [detail] (text)</td>
 * </tr>
 * <tr>
 * <td>access-log-off, stats-log-off</td>
 * <td>[name] (text: the container or file), lines</td>
 * </tr>
 * <tr>
 * <td>log-slow</td>
 * <td>took_ms, limit_ms</td>
 * </tr>
 * <tr>
 * <td>server-errors</td>
 * <td>events, ours (provoked by our own 404s and 400s), seen_before (events of the same message as before the run),
 * messages (texts such as {@code 3 x ...}), kinds (texts: {@code LogEvent.Kind} in lower case), [first, last] (texts:
 * times)</td>
 * </tr>
 * <tr>
 * <td>server-warnings</td>
 * <td>as server-errors</td>
 * </tr>
 * <tr>
 * <td>clock-step</td>
 * <td>steps, largest_ms (signed)</td>
 * </tr>
 * </table>
 */
public enum FindingId {
    FOREIGN_TRAFFIC, SERVER_BUSY_BEFORE_START, SERVER_RESTARTED, METRICS_BEHIND_BALANCER, RESPONSES_LOST, WORK_ABORTED,
    STREAM_ERRORS, HTTP_ERRORS, REQUESTS_FAILED, REQUESTS_MISSING_ON_SERVER,
    /** The server made more tokens for answers of several choices than their usage says, as vLLM 0.8.5 does. */
    USAGE_UNDERSTATED,
    UNEXPLAINED_DIFFERENCE, TOKENS_ESTIMATED, LENGTHS_NOT_AS_ASKED, TTFT_GAP, CLIENT_BELOW_SERVER, LOAD_INTERRUPTED,
    COLD_START, PREFIX_CACHE_WARM, PREEMPTIONS, KV_CACHE_FULL, QUEUEING, SEVERAL_ENGINES, SEVERAL_MODELS,
    METRICS_UNAVAILABLE, METRICS_PARTIAL, METRICS_SLOW, COUNTERS_UNSETTLED, EVIDENCE_CUT, LOG_UNAVAILABLE,
    LOG_AMBIGUOUS, ACCESS_LOG_OFF, STATS_LOG_OFF, LOG_SLOW, SERVER_ERRORS, SERVER_WARNINGS, CLOCK_STEP;

    /** The finding of that published name. */
    public static Optional<FindingId> named(String key) {
        return Arrays.stream(values()).filter(id -> id.key().equals(key)).findFirst();
    }

    /** The published name, such as {@code foreign-traffic}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
