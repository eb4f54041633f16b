package io.llmloadtest.simulator;

import java.util.List;
import java.util.Map;

/** What prometheus-fastapi-instrumentator records of a response that has ended, in vLLM since 0.8.3. */
final class HttpMetrics {
    private static final List<String> EXCLUDED = List.of("/metrics", "/health", "/load", "/ping", "/version",
            "/server_info");

    private final MetricRegistry registry;

    HttpMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /**
     * Records a response.
     *
     * @param handler the route; {@code none} for an unknown path
     * @param status as counted, which need not be what the client got
     */
    void record(Exchange exchange, String handler, int status, double seconds) {
        // The excluded names are searched for anywhere in the route.
        if (EXCLUDED.stream().anyMatch(handler::contains)) {
            return;
        }
        String method = exchange.method();
        registry.add("http_requests_total", Map.of("handler", handler, "method", method, "status", status / 100 + "xx"),
                1);
        registry.observe("http_request_size_bytes", Map.of("handler", handler), (double) exchange.requestLength());
        registry.observe("http_response_size_bytes", Map.of("handler", handler), (double) exchange.responseLength());
        registry.observe("http_request_duration_highr_seconds", seconds);
        registry.observe("http_request_duration_seconds", Map.of("handler", handler, "method", method), seconds);
    }
}
