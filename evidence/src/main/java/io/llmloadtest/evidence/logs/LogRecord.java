package io.llmloadtest.evidence.logs;

/**
 * One line of a record that is neither an access line nor statistics.
 *
 * @param process the process that wrote it, empty when it does not say
 * @param level the level; {@code NONE} when the line has none
 * @param header what each line of the same record repeats; empty when there is no such thing
 * @param message what it says
 * @param more whether the line ended as only a line inside a record does
 */
record LogRecord(String process, LogLevel level, String header, String message, boolean more) {}
