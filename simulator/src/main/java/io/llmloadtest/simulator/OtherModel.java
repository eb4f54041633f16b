package io.llmloadtest.simulator;

import java.util.Map;

/** The traffic of another model on the same page, as a page that a gateway merges shows it. */
final class OtherModel {
    static final String NAME = "other-model";

    private static final int PROMPT_TOKENS = 16;

    private final Faults faults;
    private final EngineSeries series;
    private final TruthBook truth;
    private long requests;

    OtherModel(Faults faults, MetricRegistry registry, TruthBook truth) {
        this.faults = faults;
        this.truth = truth;
        // With several engines the other model has one of them.
        series = new EngineSeries(registry, Map.of("model_name", NAME, "engine", "0"));
    }

    /** A request of ours has come, and one of the other model with it. */
    void along() {
        if (!faults.on(Fault.SEVERAL_MODELS) || requests >= faults.number(Fault.SEVERAL_MODELS, "requests")) {
            return;
        }
        requests++;
        long tokens = faults.number(Fault.SEVERAL_MODELS, "tokens");
        series.add("vllm:prompt_tokens_total", PROMPT_TOKENS);
        series.add("vllm:generation_tokens_total", (double) tokens);
        series.add("vllm:request_success_total", Map.of("finished_reason", "length"), 1);
        series.observe("vllm:time_to_first_token_seconds", 0.02);
        series.observe("vllm:e2e_request_latency_seconds", 0.1);
        series.observe("vllm:request_prompt_tokens", PROMPT_TOKENS);
        series.observe("vllm:request_generation_tokens", (double) tokens);
        truth.otherModel(tokens);
    }
}
