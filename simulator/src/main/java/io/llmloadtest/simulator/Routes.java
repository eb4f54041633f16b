package io.llmloadtest.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which path is answered how, the API key in front of /v1, and what each response leaves in the HTTP metrics. */
final class Routes {
    private static final String METRICS_KEY = "Bearer metrics-key";
    private static final Set<String> LEFT_OUT = Set.of("vllm:request_success_total",
            "vllm:time_to_first_token_seconds");
    private static final Set<String> VLLM_ONLY = Set.of("/version", "/metrics", "/tokenize", "/detokenize", "/load",
            "/ping");

    private final SimulatorConfig config;
    private final MetricRegistry registry;
    private final HttpMetrics httpMetrics;
    private final WireForm wire;
    private final RequestParser parser;
    private final long createdSeconds;
    private final Map<String, Map<String, Consumer<Exchange>>> table;

    Routes(SimulatorConfig config, MetricRegistry registry, WireForm wire, Generations generations,
            long createdSeconds) {
        this.config = config;
        this.registry = registry;
        this.wire = wire;
        this.createdSeconds = createdSeconds;
        httpMetrics = new HttpMetrics(registry);
        parser = new RequestParser(config);
        table = Map.ofEntries(
                Map.entry("/v1/chat/completions", Map.of("POST", exchange -> generations.serve(exchange, Served.CHAT))),
                Map.entry("/v1/completions",
                        Map.of("POST", exchange -> generations.serve(exchange, Served.COMPLETION))),
                Map.entry("/v1/embeddings",
                        Map.of("POST", exchange -> generations.serve(exchange, Served.EMBEDDING))),
                Map.entry("/v1/models", Map.of("GET", this::models)),
                Map.entry("/version", Map.of("GET", this::version)),
                Map.entry("/health", Map.of("GET", Routes::empty)),
                Map.entry("/ping", Map.of("GET", Routes::empty, "POST", Routes::empty)),
                Map.entry("/load", Map.of("GET", exchange -> exchange.json(200, "{\"server_load\":0}"))),
                Map.entry("/tokenize", Map.of("POST", this::tokenize)),
                Map.entry("/detokenize", Map.of("POST", this::detokenize)),
                Map.entry("/metrics", Map.of("GET", this::metrics)));
    }

    void serve(Exchange exchange) {
        if (!authorized(exchange)) {
            exchange.json(401, "{\"error\":\"Unauthorized\"}");
            return;
        }
        Map<String, Consumer<Exchange>> methods = methods(exchange.path());
        Consumer<Exchange> action = methods.get(exchange.method());
        if (action != null) {
            action.accept(exchange);
        } else if (methods.isEmpty()) {
            exchange.json(404, "{\"detail\":\"Not Found\"}");
        } else {
            exchange.json(405, "{\"detail\":\"Method Not Allowed\"}");
        }
    }

    private Map<String, Consumer<Exchange>> methods(String path) {
        boolean hidden = (config.faults().on(Fault.NOT_VLLM) && VLLM_ONLY.contains(path))
                || (config.faults().on(Fault.NO_METRICS) && "/metrics".equals(path));
        return hidden ? Map.of() : table.getOrDefault(path, Map.of());
    }

    /** Only paths under /v1 are guarded; /metrics, /version, /tokenize and the like are open. */
    private boolean authorized(Exchange exchange) {
        return config.apiKey().isEmpty() || !exchange.path().startsWith("/v1")
                || exchange.header("authorization").equals(Optional.of("Bearer " + config.apiKey().get()));
    }

    /** The middleware that checks the key stands outside the one that counts, so a 401 is not counted. */
    void record(Exchange exchange) {
        if (authorized(exchange)) {
            String handler = methods(exchange.path()).isEmpty() ? "none" : exchange.path();
            httpMetrics.record(exchange, handler, counted(exchange.status()),
                    (measured(exchange) - exchange.startNanos()) / 1e9);
        }
    }

    /** The Rust front end measures up to the head (0.27.1). */
    private long measured(Exchange exchange) {
        return config.faults().on(Fault.RUST_FRONTEND) ? exchange.headNanos() : System.nanoTime();
    }

    /** In 0.20 a 400 was counted as 5xx (vllm-project/vllm#44303, and the capture of 0.20.2). */
    private int counted(int status) {
        return status == 400 && config.version().form().equals(VllmVersion.of("0.20.2")) ? 500 : status;
    }

    private static void empty(Exchange exchange) {
        exchange.answer(200, "text/plain; charset=utf-8", "");
    }

    private void models(Exchange exchange) {
        exchange.json(200, wire.models(Stream.concat(Stream.of(config.model()), config.otherModels().stream()).toList(),
                config.maxModelLen(), createdSeconds));
    }

    private void version(Exchange exchange) {
        exchange.json(200, "{\"version\":\"%s\"}".formatted(config.vllmVersion()));
    }

    private void tokenize(Exchange exchange) {
        answerOrRefuse(exchange, body -> {
            int[] tokens = parser.tokens(body);
            String list = IntStream.of(tokens).mapToObj(Integer::toString).collect(Collectors.joining(","));
            return "{\"count\":%d,\"max_model_len\":%d,\"tokens\":[%s],\"token_strs\":null}".formatted(tokens.length,
                    config.maxModelLen(), list);
        });
    }

    private void detokenize(Exchange exchange) {
        answerOrRefuse(exchange, body -> {
            int[] tokens = StreamOfNodes.of(body.path("tokens")).mapToInt(token -> token.asInt(0))
                    .filter(Tokenizer::valid).toArray();
            return "{\"prompt\":%s}".formatted(WireForm.quote(Tokenizer.decode(tokens)));
        });
    }

    /** Makes an answer of a body, or refuses it. */
    private interface Answer {
        String to(JsonNode body) throws RequestParser.Refused;
    }

    private void answerOrRefuse(Exchange exchange, Answer answer) {
        try {
            JsonNode body = parser.object(exchange.body());
            parser.checkModel(body);
            exchange.json(200, answer.to(body));
        } catch (RequestParser.Refused refused) {
            exchange.json(refused.error().status(), wire.error(refused.error()));
        }
    }

    private void metrics(Exchange exchange) {
        Faults faults = config.faults();
        if (faults.on(Fault.METRICS_UNAUTHORIZED) || (faults.on(Fault.METRICS_KEY)
                && !exchange.header("authorization").equals(Optional.of(METRICS_KEY)))) {
            exchange.json(401, "{\"error\":\"Unauthorized\"}");
        } else if (faults.on(Fault.METRICS_HTML)) {
            exchange.answer(200, "text/html; charset=utf-8",
                    "<!DOCTYPE html>\n<html><body><h1>Metrics</h1><p>Please log in.</p></body></html>\n");
        } else if (faults.on(Fault.METRICS_SLOW)) {
            var _ = exchange.channel().eventLoop().schedule(() -> exposition(exchange),
                    faults.number(Fault.METRICS_SLOW, "millis"), TimeUnit.MILLISECONDS);
        } else {
            exposition(exchange);
        }
    }

    private void exposition(Exchange exchange) {
        boolean partial = config.faults().on(Fault.METRICS_PARTIAL);
        registry.refreshProcess();
        PageForm form = PageForm.of(config.faults());
        exchange.answer(200, form.contentType(), form.of(
                registry.exposition(name -> form.shows(name) && (!partial || !LEFT_OUT.contains(name)))));
    }
}
