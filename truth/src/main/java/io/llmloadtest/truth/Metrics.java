package io.llmloadtest.truth;

import java.util.Locale;

/**
 * The few vLLM metrics that a load tester compares its counts with, since the start of the server: a reset of the record
 * does not touch them, counters only go up. Histograms have no other bucket than {@code +Inf}.
 */
final class Metrics {
    private final String model;
    private int running;
    private long succeeded;
    private long promptTokens;
    private long generatedTokens;
    private double ttftSeconds;
    private double e2eSeconds;
    private long firstTokens;

    Metrics(String model) {
        this.model = model;
    }

    synchronized void started(int prompt) {
        running++;
        promptTokens += prompt;
    }

    synchronized void ended(RequestTruth request) {
        running--;
        generatedTokens += request.chunks();
        if (request.chunks() > 0) {
            firstTokens++;
            ttftSeconds += request.ttftNanos() / 1e9;
        }
        if (request.completed()) {
            succeeded++;
            e2eSeconds += request.e2eNanos() / 1e9;
        }
    }

    synchronized String exposition() {
        StringBuilder text = new StringBuilder(2048);
        sample(text, "vllm:num_requests_running", "gauge", "", running);
        sample(text, "vllm:num_requests_waiting", "gauge", "", 0);
        sample(text, "vllm:prompt_tokens_total", "counter", "", promptTokens);
        sample(text, "vllm:generation_tokens_total", "counter", "", generatedTokens);
        sample(text, "vllm:request_success_total", "counter", "finished_reason=\"length\",", succeeded);
        histogram(text, "vllm:time_to_first_token_seconds", ttftSeconds, firstTokens);
        histogram(text, "vllm:e2e_request_latency_seconds", e2eSeconds, succeeded);
        return text.toString();
    }

    private void sample(StringBuilder text, String name, String type, String label, long value) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        line(text, name, label, Long.toString(value));
    }

    private void histogram(StringBuilder text, String name, double sum, long count) {
        text.append("# TYPE ").append(name).append(" histogram\n");
        line(text, name + "_bucket", "le=\"+Inf\",", Long.toString(count));
        line(text, name + "_sum", "", String.format(Locale.ROOT, "%.9f", sum));
        line(text, name + "_count", "", Long.toString(count));
    }

    private void line(StringBuilder text, String name, String label, String value) {
        text.append(name).append("{engine=\"0\",").append(label).append("model_name=\"").append(model).append("\"} ")
                .append(value).append('\n');
    }
}
