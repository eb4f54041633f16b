package io.llmloadtest.evidence.metrics;

/** The histograms a server may keep, by meaning. Times are in seconds. */
public enum Histogram {
    TTFT, E2E, QUEUE, PREFILL, DECODE, INFERENCE, ITL, TPOT, REQUEST_PROMPT_TOKENS, REQUEST_GENERATION_TOKENS
}
