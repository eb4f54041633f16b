package io.llmloadtest.evidence.metrics;

/** The type that a {@code # TYPE} line gives a family. */
public enum MetricType {
    COUNTER, GAUGE, HISTOGRAM, SUMMARY, OTHER
}
