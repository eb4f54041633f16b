package io.llmloadtest.verdict;

/** How a comparison came out. */
public enum Status {
    PASS, WARN, SKIP
}
