package io.llmloadtest.evidence.metrics;

/** The gauges a server may keep, by meaning. */
enum Gauge {
    RUNNING, WAITING, KV_USAGE
}
