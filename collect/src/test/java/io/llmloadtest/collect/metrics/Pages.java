package io.llmloadtest.collect.metrics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Small pages in the form of vLLM 0.32. */
final class Pages {

    private Pages() {
    }

    static String vllm(long choices, long tokens, int running) {
        return vllm(choices, tokens, running, choices);
    }

    static String vllm(long choices, long tokens, int running, long http) {
        return String.format(Locale.ROOT, """
                # HELP vllm:num_requests_running Number of requests in model execution batches.
                # TYPE vllm:num_requests_running gauge
                vllm:num_requests_running{engine="0",model_name="tiny"} %d.0
                # TYPE vllm:num_requests_waiting gauge
                vllm:num_requests_waiting{engine="0",model_name="tiny"} 0.0
                # TYPE vllm:kv_cache_usage_perc gauge
                vllm:kv_cache_usage_perc{engine="0",model_name="tiny"} 0.25
                # TYPE vllm:num_preemptions_total counter
                vllm:num_preemptions_total{engine="0",model_name="tiny"} 2.0
                # TYPE vllm:prompt_tokens_total counter
                vllm:prompt_tokens_total{engine="0",model_name="tiny"} %d.0
                # TYPE vllm:generation_tokens_total counter
                vllm:generation_tokens_total{engine="0",model_name="tiny"} %d.0
                # TYPE vllm:request_success_total counter
                vllm:request_success_total{engine="0",finished_reason="stop",model_name="tiny"} 0.0
                vllm:request_success_total{engine="0",finished_reason="length",model_name="tiny"} %d.0
                vllm:request_success_total{engine="0",finished_reason="abort",model_name="tiny"} 0.0
                # TYPE vllm:time_to_first_token_seconds histogram
                vllm:time_to_first_token_seconds_bucket{engine="0",le="0.1",model_name="tiny"} %d.0
                vllm:time_to_first_token_seconds_bucket{engine="0",le="+Inf",model_name="tiny"} %d.0
                vllm:time_to_first_token_seconds_count{engine="0",model_name="tiny"} %d.0
                vllm:time_to_first_token_seconds_sum{engine="0",model_name="tiny"} %d.5
                # TYPE http_requests_total counter
                http_requests_total{handler="/v1/chat/completions",method="POST",status="2xx"} %d.0
                """, running, 10 * choices, tokens, choices, choices, choices, choices, choices, http);
    }

    static Scrape page(String text) {
        return new Scrape.Page(text.getBytes(StandardCharsets.UTF_8), Duration.ofMillis(3));
    }

    /** Gives the scrapes in turn, the last one for ever. */
    static Supplier<Scrape> inTurn(Scrape... scrapes) {
        Deque<Scrape> left = new ArrayDeque<>(List.of(scrapes));
        return () -> left.size() > 1 ? left.removeFirst() : left.getFirst();
    }
}
