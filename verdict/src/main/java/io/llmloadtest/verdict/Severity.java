package io.llmloadtest.verdict;

/** How much a finding weighs. */
public enum Severity {
    INFO, WARNING
}
