package io.llmloadtest.evidence.metrics;

/** What a dialect knows of a yes-or-no property of its server. Unknown is an answer: what hangs on it is not judged. */
public enum Meaning {
    YES, NO, UNKNOWN
}
