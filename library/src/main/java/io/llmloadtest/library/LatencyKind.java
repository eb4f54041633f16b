package io.llmloadtest.library;

/** The latencies of a level. {@code docs/metrics.md} has the formulas. */
public enum LatencyKind {
    /** Time to first token. */
    TTFT,
    /** Inter-token latency. */
    ITL,
    /** Time per output token. */
    TPOT,
    /** End-to-end latency. */
    E2E
}
