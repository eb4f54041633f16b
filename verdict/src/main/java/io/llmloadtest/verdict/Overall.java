package io.llmloadtest.verdict;

/** The verdict in a word. No evidence is never {@link #PASSED}. */
public enum Overall {
    PASSED, WARNING, UNVERIFIED
}
