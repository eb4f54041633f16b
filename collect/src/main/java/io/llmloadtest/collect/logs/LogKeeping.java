package io.llmloadtest.collect.logs;

/** What of a log is kept in the run folder. */
public enum LogKeeping {
    /** Every line as it was, prompts included. */
    FULL,
    /** The lines that judging needs, prompts elided. */
    JUDGED,
    /** No line. */
    NONE
}
