package io.llmloadtest.evidence.metrics;

import java.util.Optional;

/**
 * vLLM with its V0 engine (up to 0.10.x). Its counters mean what those of V1 do where that was recorded (0.8.5): each choice
 * counts, with its prompt, and aborted requests leave tokens and first tokens behind. Series appear with their first value
 * only: a fresh server shows little more than {@code vllm:cache_config_info}.
 *
 * @param httpDurationWholeStream whether the front end times streams to their last byte
 */
record VllmV0(Meaning httpDurationWholeStream) implements Dialect {

    static boolean isSpokenOn(PageNames names) {
        return names.has("vllm:gpu_cache_usage_perc") || names.has("vllm:num_requests_swapped");
    }

    @Override
    public String kind() {
        return "vLLM V0";
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
