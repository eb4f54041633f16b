package io.llmloadtest.evidence.metrics;

/**
 * One sample of a metrics page.
 *
 * @param labels its labels
 * @param value its value, as written: may be {@code NaN} or infinite
 */
public record Sample(Labels labels, double value) {}
