package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.foreign.ToolRequest.Arrivals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * What inference-perf (0.7.0) writes: {@code per_request_lifecycle_metrics.json}, a list of requests, beside
 * {@code summary_lifecycle_metrics.json}, its statistics. Either leads to the other. Its clock is Python's
 * {@code perf_counter}.
 *
 * <p>
 * A stream that carries an error event is a success there.
 */
final class InferencePerfFile implements ToolFile {

    private static final String REQUESTS = "per_request_lifecycle_metrics.json";
    private static final String SUMMARY = "summary_lifecycle_metrics.json";

    /** A monotonic clock that shows more has been running for thirty years. */
    private static final double LEAST_WALL_SECONDS = 1e9;

    private final Optional<Path> requests;
    private final ToolReport report;
    private final ToolClock clock;

    private InferencePerfFile(Optional<Path> requests, ToolReport report, ToolClock clock) {
        this.requests = requests;
        this.report = report;
        this.clock = clock;
    }

    /** Opens a file of requests, and the statistics beside it. */
    static InferencePerfFile ofRequests(Path file) throws IOException {
        return open(Optional.of(file), Siblings.of(file, REQUESTS, SUMMARY));
    }

    /** Opens a file of statistics, and the requests beside it. */
    static InferencePerfFile ofSummary(Path file) throws IOException {
        return open(Siblings.of(file, SUMMARY, REQUESTS), Optional.of(file));
    }

    private static InferencePerfFile open(Optional<Path> requests, Optional<Path> summary) throws IOException {
        Head head = new Head();
        if (requests.isPresent()) {
            entries(requests.get(), head::take);
        }
        return new InferencePerfFile(requests.filter(_ -> head.any),
                InferencePerfSummary.read(summary, head.endpoint), head.clock);
    }

    /** What the requests have in common. */
    private static final class Head {

        private boolean any;
        private String endpoint = "/v1/completions";
        private ToolClock clock = ToolClock.NONE;

        void take(JsonNode request) {
            if (any) {
                return;
            }
            any = true;
            String body = request.path("request").isString()
                    ? request.path("request").asString()
                    : request.path("request").toString();
            endpoint = body.contains("\"messages\"") ? "/v1/chat/completions" : "/v1/completions";
            OptionalDouble start = Nodes.number(request.path("start_time"));
            if (start.isPresent()) {
                clock = start.getAsDouble() < LEAST_WALL_SECONDS ? ToolClock.MONOTONIC : ToolClock.WALL;
            }
        }
    }

    @Override
    public ToolReport report() {
        return report;
    }

    @Override
    public ToolClock clock() {
        return clock;
    }

    @Override
    public boolean keepsRequests() {
        return requests.isPresent();
    }

    @Override
    public void each(Consumer<ToolRequest> sink) throws IOException {
        if (requests.isPresent()) {
            entries(requests.get(), request -> sink.accept(request(request)));
        }
    }

    private static void entries(Path file, Consumer<JsonNode> sink) throws IOException {
        new JsonFile(file).read(parser -> {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    sink.accept(parser.readValueAsTree());
                }
            }
        });
    }

    private ToolRequest request(JsonNode request) {
        OptionalDouble start = Nodes.number(request.path("start_time"));
        OptionalDouble end = Nodes.number(request.path("end_time"));
        JsonNode answer = request.path("info").path("response_metrics");
        JsonNode times = answer.isObject()
                ? answer.path("output_token_times")
                : request.path("info").path("output_token_times");
        boolean begun = times.isArray() && !times.isEmpty();
        Outcome outcome = outcome(request.path("error"), begun);
        return new ToolRequest(Optional.empty(), report.endpoint(), start,
                begun ? arrivals(times, start.orElse(0)) : Arrivals.NONE,
                start.isPresent() && end.isPresent()
                        ? OptionalDouble.of(end.getAsDouble() - start.getAsDouble())
                        : OptionalDouble.empty(),
                ToolFailure.status(outcome, begun || outcome instanceof Outcome.Completed),
                usage(answer.path("server_usage")), outcome);
    }

    private static Outcome outcome(JsonNode error, boolean begun) {
        if (!error.isObject()) {
            return new Outcome.Completed();
        }
        String type = error.path("error_type").asString("");
        return ToolFailure.of(type + ": " + error.path("error_msg").asString(""), HttpStatusIn.of(type), begun);
    }

    private static Arrivals arrivals(JsonNode times, double start) {
        double[] seconds = new double[times.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = Math.max(0, times.path(i).asDouble(start) - start);
        }
        return new Arrivals(seconds, false, false);
    }

    private static Optional<TokenCounts> usage(JsonNode told) {
        OptionalInt prompt = Nodes.whole(told.path("prompt_tokens"));
        OptionalInt output = Nodes.whole(told.path("completion_tokens"));
        return prompt.isPresent() && output.isPresent()
                ? Optional.of(new TokenCounts(prompt.getAsInt(), output.getAsInt(), OptionalInt.empty()))
                : Optional.empty();
    }
}
