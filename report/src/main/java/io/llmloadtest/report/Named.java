package io.llmloadtest.report;

/**
 * A text and what it is of.
 *
 * @param name what it is of
 * @param text the text
 */
public record Named(String name, String text) {}
