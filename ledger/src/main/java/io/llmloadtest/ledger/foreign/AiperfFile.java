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
 * What aiperf (0.13.0) exports: {@code profile_export.jsonl}, a line a request, beside {@code profile_export_aiperf.json},
 * its statistics. Either leads to the other. Requests are stamped in nanoseconds since 1970; a latency is an object of value
 * and unit, in milliseconds.
 *
 * <p>
 * A stream that carries an error event is a success there: only the HTTP status and exceptions make a failure.
 */
final class AiperfFile implements ToolFile {

    private static final String REQUESTS = ".jsonl";
    private static final String SUMMARY = "_aiperf.json";

    private final Optional<Path> requests;
    private final ToolReport report;

    private AiperfFile(Optional<Path> requests, ToolReport report) {
        this.requests = requests;
        this.report = report;
    }

    /** Opens a file of requests, and the statistics beside it. */
    static AiperfFile ofRequests(Path file) throws IOException {
        return new AiperfFile(Optional.of(file), AiperfSummary.read(Siblings.of(file, REQUESTS, SUMMARY)));
    }

    /** Opens a file of statistics, and the requests beside it. */
    static AiperfFile ofSummary(Path file) throws IOException {
        return new AiperfFile(Siblings.of(file, SUMMARY, REQUESTS), AiperfSummary.read(Optional.of(file)));
    }

    @Override
    public ToolReport report() {
        return report;
    }

    @Override
    public ToolClock clock() {
        return keepsRequests() ? ToolClock.WALL : ToolClock.NONE;
    }

    @Override
    public boolean keepsRequests() {
        return requests.isPresent();
    }

    @Override
    public void each(Consumer<ToolRequest> sink) throws IOException {
        if (requests.isEmpty()) {
            return;
        }
        new JsonFile(requests.get()).read(parser -> {
            for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
                JsonNode request = parser.readValueAsTree();
                if (request.path("metadata").path("benchmark_phase").asString("profiling").equals("profiling")) {
                    sink.accept(request(request));
                }
            }
        });
    }

    private ToolRequest request(JsonNode request) {
        JsonNode metadata = request.path("metadata");
        JsonNode metrics = request.path("metrics");
        OptionalDouble start = seconds(metadata.path("request_start_ns"));
        OptionalDouble end = seconds(metadata.path("request_end_ns"));
        OptionalDouble first = millis(metrics, "time_to_first_token");
        Outcome outcome = outcome(request, first.isPresent());
        OptionalDouble latency = millis(metrics, "request_latency");
        OptionalDouble whole = start.isPresent() && end.isPresent()
                ? OptionalDouble.of(end.getAsDouble() - start.getAsDouble())
                : OptionalDouble.empty();
        return new ToolRequest(Nodes.text(metadata.path("x_request_id")), report.endpoint(), start,
                first.isPresent()
                        ? arrivals(first.getAsDouble(), metrics, latency.orElse(whole.orElse(0)))
                        : Arrivals.NONE,
                latency.isPresent() ? latency : whole, ToolFailure.status(outcome, isAnswered(metadata, outcome)),
                usage(metrics), outcome);
    }

    private static boolean isAnswered(JsonNode metadata, Outcome outcome) {
        return outcome instanceof Outcome.Completed || metadata.path("request_ack_ns").isNumber();
    }

    private static Outcome outcome(JsonNode request, boolean begun) {
        JsonNode error = request.path("error");
        if (request.path("metadata").path("was_cancelled").asBoolean(false)) {
            return new Outcome.Cancelled();
        }
        if (!error.isObject()) {
            return new Outcome.Completed();
        }
        OptionalInt code = Nodes.whole(error.path("code"));
        boolean isStatus = code.orElse(0) >= 400 && code.orElse(0) <= 599 && code.orElse(0) != 499;
        return ToolFailure.of(error.path("type").asString("") + ": " + error.path("message").asString(""),
                isStatus ? code : OptionalInt.empty(), begun);
    }

    private static Arrivals arrivals(double first, JsonNode metrics, double end) {
        JsonNode gaps = metrics.path("inter_chunk_latency").path("value");
        if (!gaps.isArray()) {
            return Arrivals.between(first, end,
                    Nodes.whole(metrics.path("output_sequence_length").path("value")).orElse(1));
        }
        double[] seconds = new double[gaps.size() + 1];
        seconds[0] = first;
        for (int i = 0; i < gaps.size(); i++) {
            seconds[i + 1] = seconds[i] + Math.max(0, gaps.path(i).asDouble(0)) / 1e3;
        }
        return new Arrivals(seconds, false, false);
    }

    private static Optional<TokenCounts> usage(JsonNode metrics) {
        OptionalInt prompt = Nodes.whole(metrics.path("usage_prompt_tokens").path("value"));
        OptionalInt output = Nodes.whole(metrics.path("usage_completion_tokens").path("value"));
        return prompt.isPresent() && output.isPresent()
                ? Optional.of(new TokenCounts(prompt.getAsInt(), output.getAsInt(), OptionalInt.empty()))
                : Optional.empty();
    }

    private static OptionalDouble seconds(JsonNode nanos) {
        OptionalDouble value = Nodes.number(nanos);
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / 1e9) : value;
    }

    /** A latency in seconds. */
    private static OptionalDouble millis(JsonNode metrics, String name) {
        OptionalDouble value = Nodes.number(metrics.path(name).path("value"));
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() / 1e3) : value;
    }
}
