package io.llmloadtest.report.export;

import io.llmloadtest.model.Scope;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.WholeFile.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A level as {@code vllm bench serve --save-result --save-detailed} of vLLM 0.32.0 saves a run (its {@code benchmarks/serve.py}):
 * the same names, units and types, on one line, so that what reads those files reads these. Seconds in the arrays, milliseconds
 * in the summaries. What is not known is null, where vLLM writes 0. The object {@code llm_loadtest} says what else is measured
 * differently.
 *
 * @param document the result
 * @param level the level
 * @param requests the run's requests
 */
record VllmBenchExport(ResultDocument document, LevelView level, RequestSource requests) implements Content {

    private static final JsonMapper JSON = JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** As vLLM writes it, but in UTC. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final Map<String, String> BACKENDS = Map.of("/v1/chat/completions", "openai-chat",
            "/v1/completions", "openai", "/v1/embeddings", "openai-embeddings");

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8); // half a surrogate pair becomes a ?
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            setup(json);
            traffic(json);
            totals(json);
            latency(json, "ttft", level.ttftMs());
            latency(json, "tpot", level.tpotMs());
            latency(json, "itl", level.iclMs().orElseGet(level::itlMs));
            latency(json, "e2el", level.e2eLatencyMs());
            requests(json);
            about(json);
            json.writeEndObject();
        }
        text.write('\n');
        text.flush();
    }

    private void setup(JsonGenerator json) {
        Instant end = document.startedAt().plusNanos(Math.round(1e9 * level.span().active().to()));
        json.writeStringProperty("date", DATE.format(end));
        Optional<String> backend = Optional.ofNullable(document.plan().get("endpoint"))
                .map(route -> BACKENDS.get(route.toString()));
        text(json, "endpoint_type", backend);
        text(json, "backend", backend);
        json.writeNullProperty("label");
        json.writeStringProperty("model_id", document.target().model());
        json.writeNullProperty("tokenizer_id");
        json.writeNumberProperty("num_prompts", level.totalRequests());
    }

    private void traffic(JsonGenerator json) {
        boolean free = level.arrivals().map(how -> how.process().equals("at-once")).orElse(true);
        if (free && level.requestRate().isEmpty()) {
            json.writeStringProperty("request_rate", "inf");
        } else {
            number(json, "request_rate", level.requestRate());
        }
        number(json, "burstiness", level.arrivals().map(how -> how.burstiness()).orElse(OptionalDouble.empty()));
        if (level.concurrency().isPresent()) {
            json.writeNumberProperty("max_concurrency", level.concurrency().getAsInt());
        } else {
            json.writeNullProperty("max_concurrency");
        }
    }

    private void totals(JsonGenerator json) {
        long tokens = level.totalInputTokens() + level.totalOutputTokens();
        boolean limited = !level.goodput().thresholds().isEmpty();
        json.writeNumberProperty("duration", level.durationSeconds());
        json.writeNumberProperty("completed", level.successfulRequests());
        json.writeNumberProperty("failed", level.failedRequests());
        json.writeNumberProperty("total_input_tokens", level.totalInputTokens());
        json.writeNumberProperty("total_output_tokens", level.totalOutputTokens());
        number(json, "request_throughput", level.requestRatePerSec());
        number(json, "request_goodput", limited ? level.goodput().requestsPerSec() : OptionalDouble.empty());
        number(json, "output_throughput", level.throughputTokensPerSec());
        number(json, "total_token_throughput", level.durationSeconds() > 0
                ? OptionalDouble.of(tokens / level.durationSeconds())
                : OptionalDouble.empty());
    }

    private static void latency(JsonGenerator json, String name, LatencyView latency) {
        number(json, "mean_" + name + "_ms", latency.mean());
        number(json, "median_" + name + "_ms", latency.p50());
        number(json, "std_" + name + "_ms", latency.std());
        number(json, "p50_" + name + "_ms", latency.p50());
        number(json, "p90_" + name + "_ms", latency.p90());
        number(json, "p95_" + name + "_ms", latency.p95());
        number(json, "p99_" + name + "_ms", latency.p99());
    }

    /** The gaps between chunks are written as they pass; everything else of a request is small, and written afterwards. */
    private void requests(JsonGenerator json) throws IOException {
        VllmBenchRequests kept = new VllmBenchRequests(level.span().active());
        Scope scope = new Scope.Level(level.level());
        json.writeArrayPropertyStart("itls");
        requests.each((request, _) -> {
            if (request.scope().equals(scope)) {
                kept.add(request, json);
            }
        });
        json.writeEndArray();
        kept.write(json);
        json.writeNumberProperty("rtfx", 0.0);
    }

    private void about(JsonGenerator json) {
        json.writeObjectPropertyStart("llm_loadtest");
        json.writeStringProperty("run_id", document.runId());
        json.writeNumberProperty("level", level.level());
        text(json, "verdict", level.validation().map(ValidationView::overall));
        json.writeObjectPropertyStart("differences");
        VllmBenchRequests.DIFFERENCES.forEach(json::writeStringProperty);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) {
        if (value.isPresent()) {
            json.writeNumberProperty(name, value.getAsDouble());
        } else {
            json.writeNullProperty(name);
        }
    }
}
