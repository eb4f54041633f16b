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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The statistics that aiperf exports ({@code profile_export_aiperf.json}): for each metric an object of {@code unit, avg,
 * p50, p99} and more; scalars have {@code avg} alone. Its inter-token latency is {@code (E2E - TTFT) / (tokens - 1)} of each
 * request, its tokens are counted by its own tokenizer unless told otherwise.
 */
final class AiperfSummary {

    private static final int MOST_METRICS = 1000;

    private final Map<String, JsonNode> metrics = new HashMap<>();
    private Optional<String> version = Optional.empty();
    private JsonNode config = JsonNodeFactory.instance.missingNode();

    private AiperfSummary() {
    }

    /** What a file says; nothing without one. */
    static ToolReport read(Optional<Path> file) throws IOException {
        AiperfSummary summary = new AiperfSummary();
        if (file.isPresent()) {
            new JsonFile(file.get()).read(parser -> {
                parser.nextToken();
                JsonFile.fields(parser, summary::take);
            });
        }
        return summary.report();
    }

    private void take(String name, JsonParser value) {
        JsonNode tree = value.readValueAsTree();
        if (name.equals("aiperf_version")) {
            version = Nodes.text(tree);
        } else if (name.equals("input_config")) {
            config = tree;
        } else if (tree.has("avg") && metrics.size() < MOST_METRICS) {
            metrics.put(name, tree);
        }
    }

    private ToolReport report() {
        Map<Figure, Summary> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.TTFT, summary("time_to_first_token"));
        figures.put(Figure.ITL, summary("inter_token_latency"));
        figures.put(Figure.E2E, summary("request_latency"));
        return new ToolReport(Tool.AIPERF, version, endpoint(),
                new Counts(amount("request_count"), errors(), amount("total_isl"), amount("total_osl")),
                new Load(Nodes.whole(config.findPath("concurrency")), Nodes.number(config.findPath("request_rate")),
                        value("benchmark_duration")),
                figures, new Rates(value("request_throughput"), value("output_token_throughput")), Counting.OWN);
    }

    private String endpoint() {
        String type = config.path("endpoint").path("type").asString("chat");
        return switch (type) {
            case "completions" -> "/v1/completions";
            case "embeddings" -> "/v1/embeddings";
            default -> "/v1/chat/completions";
        };
    }

    /** Without errors the metric is left out; a test that counted its requests had none then. */
    private OptionalLong errors() {
        OptionalLong told = amount("error_request_count");
        return told.isPresent() || amount("request_count").isEmpty() ? told : OptionalLong.of(0);
    }

    private JsonNode metric(String name) {
        return metrics.getOrDefault(name, JsonNodeFactory.instance.missingNode());
    }

    private OptionalDouble value(String name) {
        return Nodes.number(metric(name).path("avg"));
    }

    private OptionalLong amount(String name) {
        return Nodes.amount(metric(name).path("avg"));
    }

    private Summary summary(String name) {
        JsonNode metric = metric(name);
        return new Summary(Nodes.number(metric.path("avg")), Nodes.number(metric.path("p50")),
                Nodes.number(metric.path("p99")));
    }
}
