package io.llmloadtest.evidence.logs;

import java.time.Instant;

/**
 * One error or warning, whole.
 *
 * @param at when its first line was recorded
 * @param level how bad
 * @param kind what it is about
 * @param message what it says
 */
record Trouble(Instant at, LogEvent.Level level, LogEvent.Kind kind, String message) {}
