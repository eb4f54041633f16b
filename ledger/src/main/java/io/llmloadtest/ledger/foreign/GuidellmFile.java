package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.foreign.ToolReport.Counting;
import io.llmloadtest.ledger.foreign.ToolReport.Counts;
import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import io.llmloadtest.ledger.foreign.ToolReport.Load;
import io.llmloadtest.ledger.foreign.ToolReport.Rates;
import io.llmloadtest.ledger.foreign.ToolReport.Summary;
import io.llmloadtest.ledger.foreign.ToolRequest.Arrivals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * A guidellm report (0.8.1, {@code --output kind=json}): a list of benchmarks, each with statistics and its requests parted
 * into successful, incomplete and errored ones. Of a request it keeps the times of its first and last token and how many
 * chunks there were, in seconds since 1970. When there are several benchmarks, their requests are judged together, and what
 * each says of itself is left out.
 */
final class GuidellmFile implements ToolFile {

    private final Path file;
    private final ToolReport report;
    private final boolean keepsRequests;

    private GuidellmFile(Path file, ToolReport report, boolean keepsRequests) {
        this.file = file;
        this.report = report;
        this.keepsRequests = keepsRequests;
    }

    static GuidellmFile open(Path file) throws IOException {
        Totals totals = new Totals();
        walk(file, totals::root, totals::benchmark, (_, _) -> totals.requests++);
        return new GuidellmFile(file, totals.report(), totals.requests > 0);
    }

    @Override
    public ToolReport report() {
        return report;
    }

    @Override
    public ToolClock clock() {
        return keepsRequests ? ToolClock.WALL : ToolClock.NONE;
    }

    @Override
    public boolean keepsRequests() {
        return keepsRequests;
    }

    @Override
    public void each(Consumer<ToolRequest> sink) throws IOException {
        walk(file, (_, _) -> {}, (_, _) -> {}, (kind, request) -> sink.accept(request(kind, request)));
    }

    /** What is done with a request. */
    @FunctionalInterface
    private interface Each {

        void request(String kind, JsonNode request);
    }

    private static void walk(Path file, JsonFile.Field root, JsonFile.Field benchmark, Each each) throws IOException {
        new JsonFile(file).read(parser -> {
            parser.nextToken();
            JsonFile.fields(parser, (name, value) -> {
                if (!name.equals("benchmarks") || value.currentToken() != JsonToken.START_ARRAY) {
                    root.at(name, value);
                    return;
                }
                while (value.nextToken() == JsonToken.START_OBJECT) {
                    benchmark.at("", value);
                    JsonFile.fields(value, (field, inner) -> {
                        if (field.equals("requests") && inner.currentToken() == JsonToken.START_OBJECT) {
                            JsonFile.fields(inner, (kind, list) -> requests(kind, list, each));
                        } else {
                            benchmark.at(field, inner);
                        }
                    });
                }
            });
        });
    }

    private static void requests(String kind, JsonParser list, Each each) {
        if (list.currentToken() == JsonToken.START_ARRAY) {
            while (list.nextToken() != JsonToken.END_ARRAY) {
                each.request(kind, list.readValueAsTree());
            }
        }
    }

    private ToolRequest request(String kind, JsonNode request) {
        JsonNode info = request.path("info");
        JsonNode timings = info.path("timings");
        OptionalDouble start = Nodes.number(timings.path("request_start"));
        double from = start.orElse(0);
        OptionalDouble first = since(timings.path("first_token_iteration"), from);
        OptionalDouble last = since(timings.path("last_token_iteration"), from);
        int chunks = timings.path("token_iterations").asInt(1);
        OptionalDouble end = since(timings.path("request_end"), from);
        Outcome outcome = outcome(kind, info.path("error").asString(""), first.isPresent());
        return new ToolRequest(Nodes.text(request.path("response_id")), report.endpoint(), start,
                first.isPresent()
                        ? Arrivals.between(first.getAsDouble(), last.orElse(first.getAsDouble()), chunks)
                        : Arrivals.NONE,
                end, ToolFailure.status(outcome, first.isPresent() || outcome instanceof Outcome.Completed),
                usage(request), outcome);
    }

    private static Outcome outcome(String kind, String error, boolean begun) {
        return switch (kind) {
            case "successful" -> new Outcome.Completed();
            case "incomplete" -> new Outcome.Cancelled();
            default -> ToolFailure.of(error, HttpStatusIn.of(error), begun);
        };
    }

    private static OptionalDouble since(JsonNode moment, double start) {
        OptionalDouble at = Nodes.number(moment);
        return at.isPresent() && start > 0 ? OptionalDouble.of(at.getAsDouble() - start) : OptionalDouble.empty();
    }

    private static Optional<TokenCounts> usage(JsonNode request) {
        OptionalInt prompt = Nodes.whole(request.path("input_metrics").path("text_tokens"));
        OptionalInt output = Nodes.whole(request.path("output_metrics").path("text_tokens"));
        return prompt.isPresent() && output.isPresent()
                ? Optional.of(new TokenCounts(prompt.getAsInt(), output.getAsInt(), OptionalInt.empty()))
                : Optional.empty();
    }

    /** What is gathered of the report while it goes by. */
    private static final class Totals {

        private Optional<String> version = Optional.empty();
        private String endpoint = "/v1/chat/completions";
        private Counts counts = Counts.UNKNOWN;
        private Rates rates = Rates.UNKNOWN;
        private final Map<Figure, Summary> figures = new EnumMap<>(Figure.class);
        private OptionalInt streams = OptionalInt.empty();
        private OptionalDouble rate = OptionalDouble.empty();
        private OptionalDouble seconds = OptionalDouble.empty();
        private int benchmarks;
        private long requests;

        void root(String name, JsonParser value) {
            if (name.equals("metadata")) {
                version = Nodes.text(value.<JsonNode>readValueAsTree().path("guidellm_version"));
            } else if (name.equals("config") || name.equals("args")) {
                String words = value.readValueAsTree().toString();
                if (words.contains("\"request_format\":\"/v1/completions\"")) {
                    endpoint = "/v1/completions";
                }
            }
        }

        void benchmark(String name, JsonParser value) {
            switch (name) {
                case "" -> benchmarks++;
                case "config" -> config(value.readValueAsTree());
                case "metrics" -> metrics(value.readValueAsTree());
                case "duration" -> seconds = Nodes.number(value.readValueAsTree());
                default -> {
                    // not needed
                }
            }
        }

        private void config(JsonNode config) {
            JsonNode strategy = config.path("strategy");
            streams = Nodes.whole(strategy.path("streams"));
            rate = Nodes.number(strategy.path("rate"));
        }

        private void metrics(JsonNode metrics) {
            JsonNode totals = metrics.path("request_totals");
            counts = new Counts(Nodes.amount(totals.path("successful")), failed(totals),
                    sum(metrics.path("prompt_token_count")), sum(metrics.path("output_token_count")));
            rates = new Rates(mean(metrics.path("requests_per_second")),
                    mean(metrics.path("output_tokens_per_second")));
            figures.put(Figure.TTFT, summary(metrics.path("time_to_first_token_ms"), 1));
            figures.put(Figure.ITL, summary(metrics.path("inter_token_latency_ms"), 1));
            figures.put(Figure.TPOT, summary(metrics.path("time_per_output_token_ms"), 1));
            figures.put(Figure.E2E, summary(metrics.path("request_latency"), 1e3));
        }

        private static OptionalLong failed(JsonNode totals) {
            OptionalLong errored = Nodes.amount(totals.path("errored"));
            OptionalLong incomplete = Nodes.amount(totals.path("incomplete"));
            return errored.isPresent() && incomplete.isPresent()
                    ? OptionalLong.of(errored.getAsLong() + incomplete.getAsLong())
                    : errored;
        }

        private static OptionalLong sum(JsonNode metric) {
            return Nodes.amount(metric.path("successful").path("total_sum"));
        }

        private static OptionalDouble mean(JsonNode metric) {
            return Nodes.number(metric.path("successful").path("mean"));
        }

        private static Summary summary(JsonNode metric, double toMillis) {
            JsonNode successful = metric.path("successful");
            return new Summary(times(mean(metric), toMillis), times(Nodes.number(successful.path("median")), toMillis),
                    times(Nodes.number(successful.path("percentiles").path("p99")), toMillis));
        }

        private static OptionalDouble times(OptionalDouble value, double factor) {
            return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
        }

        ToolReport report() {
            return benchmarks == 1
                    ? new ToolReport(Tool.GUIDELLM, version, endpoint, counts, new Load(streams, rate, seconds),
                            figures,
                            rates, Counting.SERVER)
                    : new ToolReport(Tool.GUIDELLM, version, endpoint, Counts.UNKNOWN, Load.UNKNOWN, Map.of(),
                            Rates.UNKNOWN, Counting.SERVER);
        }
    }
}
