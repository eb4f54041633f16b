package io.llmloadtest.simulator;

import java.util.List;
import java.util.Optional;

/**
 * Something that can go wrong between a load generator and its server, to be produced on purpose.
 *
 * <p>Faults with the number {@code every} strike each N-th generation request in order of arrival, the internal foreign client's not counted, so that a
 * run's damage can be computed beforehand. Combine several in a {@link Faults}.
 */
public enum Fault {
    FOREIGN_TRAFFIC("foreign-traffic", "another client sends requests of its own over loopback while ours run",
            new Parameter("requests", "how many it sends, one along with each of ours", 37),
            new Parameter("after", "ours that pass before its first", 10),
            new Parameter("tokens", "tokens each of its requests generates", 8)), //
    RESTART("restart",
            "the server restarts in the middle: counters and start time reset, connections cut, briefly refusing",
            new Parameter("after", "generation requests that arrive before it", 50),
            new Parameter("millis", "how long it refuses connections", 200)), //
    RESPONSES_LOST("responses-lost",
            "the engine finishes a request but its connection is cut before the client has the end", every(10)), //
    STREAM_ERRORS("stream-errors",
            "a stream with a 200 at its head carries an error event; the engine did not finish the request", every(10),
            afterTokens(3)), //
    HTTP_ERRORS("http-errors", "a request is refused with 503", every(10)), //
    HTTP_400("http-400", "a request is refused with 400", every(10)), //
    TTFT_GAP("ttft-gap",
            "the API server holds the first chunks back after the engine made them: the client's TTFT is above the server's",
            new Parameter("millis", "how long", 300)), //
    TTFT_LIE("ttft-lie", "the TTFT histogram reports more than the truth: the client's TTFT is below the server's",
            new Parameter("millis", "how much more", 200)), //
    STALL("stall", "a response stops for ever after some tokens, so that the client runs into its time-out", every(10),
            afterTokens(4)), //
    NEVER_ENDING("never-ending", "a response ignores max_tokens and goes on until the client leaves", every(10)), //
    NO_METRICS("no-metrics", "/metrics answers 404"), //
    METRICS_HTML("metrics-html", "/metrics answers 200 with an HTML page"), //
    METRICS_SLOW("metrics-slow", "/metrics answers late", new Parameter("millis", "how late", 2_000)), //
    METRICS_PARTIAL("metrics-partial", "/metrics lacks request_success and time_to_first_token"), //
    METRICS_UNAUTHORIZED("metrics-unauthorized", "/metrics answers 401"), //
    COUNTERS_INFLATED("counters-inflated", "generation_tokens counts more than was generated",
            new Parameter("percent", "how much more", 20)), //
    TOKEN_DROP("token-drop", "request_success misses finished requests", every(10)), //
    NO_USAGE("no-usage", "responses carry no usage, asked for or not"), //
    NO_ACCESS_LOG("no-access-log", "the log has no access lines"), //
    NO_STATS_LOG("no-stats-log", "the log has no stats lines"), //
    SERVER_ERRORS("server-errors", "the server logs an ERROR with a traceback of several lines", every(20)), //
    SERVER_WARNINGS("server-warnings", "the server logs a WARNING", every(20)), //
    SHORT_OUTPUTS("short-outputs", "responses stop early, whatever ignore_eos and min_tokens ask",
            new Parameter("tokens", "tokens a response has at most", 5)), //
    PREFIX_CACHE_WARM("prefix-cache-warm", "the prefix cache reports hits beyond what the prompts share",
            new Parameter("percent", "of each prompt", 50)), //
    COLD_START("cold-start", "the first requests after a start take longer to their first token",
            new Parameter("requests", "how many are slow", 8),
            new Parameter("millis", "how much longer", 500)), //
    HTML_ANSWER("html-answer", "a generation request is answered 200 with an HTML page", every(10)), //
    GARBAGE_STREAM("garbage-stream", "a stream carries malformed JSON from its third event on", every(10)), //
    ENDLESS_LINE("endless-line", "a stream's line does not end, until the connection is cut", every(10),
            new Parameter("megabytes", "length of that line", 64)), //
    BAD_UTF8("bad-utf8", "a stream's text holds bytes that are no UTF-8", every(10)), //
    NOT_VLLM("not-vllm", "a plain OpenAI-compatible server: no /metrics, /version, /tokenize and the like, no log"), //
    REFUSES_EXTRAS("refuses-extras",
            "min_tokens, ignore_eos and cache_salt are answered with a 400 that names the field"), //
    BUFFERED_STREAM("buffered-stream", "all chunks of a stream arrive together at its end"), //
    CONNECTION_CLOSE("connection-close", "each response closes its connection"), //
    TRUNCATE_AT_HEAD("truncate-at-head", "the connection is cut after the head of the response", every(10)), //
    RESET_ON_CONNECT("reset-on-connect", "a new connection is reset at once", every(10)), //
    REPLICAS("replicas", "several servers behind a balancer that gives each its turn", servers()), //
    SKEWED_REPLICAS("skewed-replicas", "several servers behind a balancer that prefers the first", servers(),
            new Parameter("percent", "share of the first", 80)), //
    UNSCRAPED_REPLICA("unscraped-replica", "several servers behind a balancer, the last without a metrics URL",
            servers()), //
    REPLICA_RESTARTS("replica-restarts", "several servers behind a balancer, the last of which restarts in the middle",
            servers(), midRun(), new Parameter("millis", "how long it then gets nothing", 200)), //
    REPLICA_VANISHES("replica-vanishes", "several servers behind a balancer, the last of which goes in the middle",
            servers(), midRun()), //
    BALANCED_METRICS("balanced-metrics", "several servers behind a balancer that answers /metrics from each in turn",
            servers()), //
    BUNCHED_STREAM("bunched-stream", "a proxy holds chunks back and sends them in bunches",
            new Parameter("millis", "how long it holds them", 200)), //
    GATEWAY_RETRIES("gateway-retries",
            "a gateway sends a request again with the same ids, so that the engine does the work twice", every(10),
            new Parameter("millis", "after how long", 20)), //
    ANSWER_CACHE("answer-cache", "a cache in front gives an earlier answer; the server never sees the request",
            every(10)), //
    PATH_PREFIX("path-prefix", "a proxy serves everything below /vllm"), //
    METRICS_PORT("metrics-port", "a proxy serves the API and not /metrics, which is on another port"), //
    METRICS_KEY("metrics-key", "/metrics wants a key of its own: Authorization: Bearer metrics-key"), //
    SEVERAL_ENGINES("several-engines",
            "one API server with several engines (data parallel), each with series of its own",
            new Parameter("engines", "how many", 2)), //
    SEVERAL_API_SERVERS("several-api-servers",
            "several API server processes: no _created and process_ series, no stats lines"), //
    SEVERAL_MODELS("several-models", "/metrics also has another model's series, which move while ours do",
            new Parameter("requests", "of the other model, one along with each of ours", 37),
            new Parameter("tokens", "tokens each of them generates", 8)), //
    LORA("lora", "an adapter named demo-lora is served too; its requests count under the base model"), //
    RAY_NAMES("ray-names", "/metrics is Ray's: ray_vllm_ names, no HTTP series"), //
    RUST_FRONTEND("rust-frontend",
            "the Rust front end: OpenMetrics, its own stats line, HTTP duration up to the head, no access log"), //
    LOG_STATS_DISABLED("log-stats-disabled", "started with --disable-log-stats: no vllm: series, no stats lines"), //
    REQUEST_LOG("request-log", "started with --enable-log-requests: a line for each request received and added"), //
    REQUEST_METRICS("request-metrics",
            "started with --enable-per-request-metrics: the answer to a single choice tells the server's own times"), //
    SPECULATIVE_DECODING("speculative-decoding", "the engine drafts tokens: several may come in one chunk",
            new Parameter("tokens", "drafted in each step", 3), new Parameter("percent", "of them accepted", 60)), //
    SMALL_KV_CACHE("small-kv-cache", "a KV cache too small for the batch: sequences are preempted",
            new Parameter("blocks", "of 16 tokens", 40)), //
    LONG_LOG("long-log", "the log is long before the run begins",
            new Parameter("lines", "how many are there", 1_000_000)), //
    LOG_ROTATED("log-rotated", "the log file is moved away in the middle and begun anew", midRun()), //
    LOG_TRUNCATED("log-truncated", "the log file is emptied in the middle", midRun());

    private final String id;
    private final String description;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Parameter> parameters;

    Fault(String id, String description, Parameter... parameters) {
        this.id = id;
        this.description = description;
        this.parameters = List.of(parameters);
    }

    /** A number that tunes a fault. */
    public record Parameter(String name, String meaning, long byDefault) {}

    /** The name on the command line, such as {@code responses-lost}. */
    public String id() {
        return id;
    }

    /** What happens, in one line. */
    public String description() {
        return description;
    }

    /** The numbers that tune it; empty for a plain switch. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Every fault, in the order of the list shown to people. */
    public static List<Fault> catalogue() {
        return List.of(values());
    }

    /** The fault of that kebab-case name, if there is one. */
    public static Optional<Fault> named(String id) {
        return catalogue().stream().filter(fault -> fault.id.equals(id)).findFirst();
    }

    private static Parameter every(long byDefault) {
        return new Parameter("every", "strikes each N-th request", byDefault);
    }

    private static Parameter servers() {
        return new Parameter("servers", "how many", 2);
    }

    private static Parameter midRun() {
        return new Parameter("after", "requests that arrive before it", 40);
    }

    private static Parameter afterTokens(long byDefault) {
        return new Parameter("tokens", "tokens that arrive before it", byDefault);
    }
}
