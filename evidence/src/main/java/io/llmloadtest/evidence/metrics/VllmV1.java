package io.llmloadtest.evidence.metrics;

import java.util.Optional;

/**
 * vLLM with its V1 engine (0.7.1 on, the only one since 0.11.0). Each choice of a request is an engine request of its own:
 * it counts as one success and takes in the whole prompt (issue 56361). A client that goes away leaves its tokens and its
 * first token in the counters, but no success (issues 31503 and 55634).
 *
 * @param httpDurationWholeStream whether the front end times streams to their last byte
 */
record VllmV1(Meaning httpDurationWholeStream) implements Dialect {

    static boolean isSpokenOn(PageNames names) {
        return names.has("vllm:kv_cache_usage_perc") || names.has("vllm:prefix_cache_queries_total")
                || names.has("vllm:gpu_prefix_cache_queries_total")
                || names.has("vllm:inter_token_latency_seconds_count")
                || names.hasEngineLabel("vllm:generation_tokens_total");
    }

    @Override
    public String kind() {
        return "vLLM V1";
    }

    @Override
    public Optional<VllmNames> families() {
        return Optional.of(VllmNames.NATIVE);
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.YES, Meaning.YES, Meaning.YES, Meaning.YES, httpDurationWholeStream);
    }
}
