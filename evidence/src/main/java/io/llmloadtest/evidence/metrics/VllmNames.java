package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The names vLLM gives its families, all with the same prefix. Those of V0 and V1 overlap almost wholly, and where they
 * differ no page holds both meanings, so one list serves all dialects. Read in vLLM 0.4.0 to 0.27.1 and seen on the wire in
 * 0.8.5 to 0.32.0.
 *
 * @param prefix what every name begins with
 */
record VllmNames(String prefix) {

    static final String PREFIX = "vllm:";
    static final VllmNames NATIVE = new VllmNames(PREFIX);

    List<String> of(Counter counter) {
        return switch (counter) {
            case SUCCEEDED_CHOICES, ABORTED_CHOICES, FAILED_CHOICES -> named("request_success_total");
            case GENERATION_TOKENS -> named("generation_tokens_total");
            case PROMPT_TOKENS -> named("prompt_tokens_total");
            case PREEMPTIONS -> named("num_preemptions_total");
            case PREFIX_QUERIED_TOKENS -> named("prefix_cache_queries_total");
            case PREFIX_HIT_TOKENS -> named("prefix_cache_hits_total");
            case DRAFTED_TOKENS -> named("spec_decode_num_draft_tokens_total");
            case ACCEPTED_TOKENS -> named("spec_decode_num_accepted_tokens_total");
        };
    }

    /**
     * A page with only the older names (0.7.3 to 0.9.1) may count blocks or tokens: the unit changed in 0.9.0 (pull request
     * 18003) and the names in 0.9.2.
     */
    List<String> unclear(Counter counter) {
        return switch (counter) {
            case PREFIX_QUERIED_TOKENS -> named("gpu_prefix_cache_queries_total");
            case PREFIX_HIT_TOKENS -> named("gpu_prefix_cache_hits_total");
            case SUCCEEDED_CHOICES, ABORTED_CHOICES, FAILED_CHOICES, GENERATION_TOKENS, PROMPT_TOKENS, PREEMPTIONS,
                    DRAFTED_TOKENS, ACCEPTED_TOKENS ->
                List.of();
        };
    }

    List<String> of(Histogram histogram) {
        return switch (histogram) {
            case TTFT -> named("time_to_first_token_seconds");
            case E2E -> named("e2e_request_latency_seconds");
            case QUEUE -> named("request_queue_time_seconds");
            case PREFILL -> named("request_prefill_time_seconds");
            case DECODE -> named("request_decode_time_seconds");
            case INFERENCE -> named("request_inference_time_seconds");
            // Despite its name the older one holds inter-token latencies (issue 19776); 0.11 shows both, equal.
            case ITL -> named("inter_token_latency_seconds", "time_per_output_token_seconds");
            case TPOT -> named("request_time_per_output_token_seconds");
            case REQUEST_PROMPT_TOKENS -> named("request_prompt_tokens");
            case REQUEST_GENERATION_TOKENS -> named("request_generation_tokens");
        };
    }

    List<String> of(Gauge gauge) {
        return switch (gauge) {
            case RUNNING -> named("num_requests_running");
            case WAITING -> named("num_requests_waiting");
            case KV_USAGE -> named("kv_cache_usage_perc", "gpu_cache_usage_perc", "cpu_cache_usage_perc");
        };
    }

    private List<String> named(String... names) {
        List<String> whole = new ArrayList<>();
        for (String name : names) {
            whole.add(prefix + name);
        }
        return whole;
    }
}
