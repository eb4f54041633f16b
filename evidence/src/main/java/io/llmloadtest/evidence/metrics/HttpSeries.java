package io.llmloadtest.evidence.metrics;

/**
 * One series of {@code http_requests_total}.
 *
 * @param handler the route, such as {@code /v1/chat/completions}
 * @param statusClass {@code 2xx}, {@code 4xx} or {@code 5xx}, as written
 */
public record HttpSeries(String handler, String statusClass) {}
