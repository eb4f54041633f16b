package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.foreign.ToolReport.Counting;
import io.llmloadtest.ledger.foreign.ToolReport.Counts;
import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import io.llmloadtest.ledger.foreign.ToolReport.Load;
import io.llmloadtest.ledger.foreign.ToolReport.Rates;
import io.llmloadtest.ledger.foreign.ToolReport.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The statistics of inference-perf ({@code summary_lifecycle_metrics.json}); latencies are in seconds. */
final class InferencePerfSummary {

    private JsonNode load = JsonNodeFactory.instance.missingNode();
    private JsonNode successes = JsonNodeFactory.instance.missingNode();
    private JsonNode failures = JsonNodeFactory.instance.missingNode();

    private InferencePerfSummary() {
    }

    /** What a file says; nothing without one. */
    static ToolReport read(Optional<Path> file, String endpoint) throws IOException {
        InferencePerfSummary summary = new InferencePerfSummary();
        if (file.isPresent()) {
            new JsonFile(file.get()).read(parser -> {
                parser.nextToken();
                JsonFile.fields(parser, summary::take);
            });
        }
        return summary.report(endpoint);
    }

    private void take(String name, JsonParser value) {
        switch (name) {
            case "load_summary" -> load = value.readValueAsTree();
            case "successes" -> successes = value.readValueAsTree();
            case "failures" -> failures = value.readValueAsTree();
            default -> {
                // not needed
            }
        }
    }

    private ToolReport report(String endpoint) {
        JsonNode latency = successes.path("latency");
        JsonNode throughput = successes.path("throughput");
        Map<Figure, Summary> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.TTFT, summary(latency.path("time_to_first_token")));
        figures.put(Figure.ITL, summary(latency.path("inter_token_latency")));
        figures.put(Figure.TPOT, summary(latency.path("time_per_output_token")));
        figures.put(Figure.E2E, summary(latency.path("request_latency")));
        return new ToolReport(Tool.INFERENCE_PERF, Optional.empty(), endpoint,
                new Counts(Nodes.amount(successes.path("count")), Nodes.amount(failures.path("count")),
                        tokens("prompt_tokens", "prompt_len"), tokens("output_tokens", "output_len")),
                new Load(Nodes.whole(load.path("concurrency")), Nodes.number(load.path("requested_rate")),
                        Nodes.number(load.path("send_duration"))),
                figures, new Rates(Nodes.number(throughput.path("requests_per_sec")),
                        Nodes.number(throughput.path("output_tokens_per_sec"))),
                Counting.OWN);
    }

    /** A total where it is told, else the mean times the number of requests. */
    private OptionalLong tokens(String total, String lengths) {
        OptionalLong told = Nodes.amount(successes.path(total).path("total"));
        OptionalDouble mean = Nodes.number(successes.path(lengths).path("mean"));
        OptionalLong count = Nodes.amount(successes.path("count"));
        return told.isPresent() || mean.isEmpty() || count.isEmpty()
                ? told
                : OptionalLong.of(Math.round(mean.getAsDouble() * count.getAsLong()));
    }

    private static Summary summary(JsonNode seconds) {
        return new Summary(millis(seconds.path("mean")), millis(seconds.path("median")), millis(seconds.path("p99")));
    }

    private static OptionalDouble millis(JsonNode seconds) {
        OptionalDouble value = Nodes.number(seconds);
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * 1e3) : value;
    }
}
