package io.llmloadtest.evidence.logs;

import java.time.Instant;

/**
 * Log records that say the same, as one: a traceback of many lines is one event, and repetitions are counted.
 *
 * @param level how bad
 * @param kind what it is about, where that is recognised
 * @param message the first line's message, and the exception a traceback ends with; prompts elided, cut at 300 characters
 * @param count how often it came
 * @param first when it first came
 * @param last when it last came
 * @param seenBefore whether the same message was in the log before the run
 */
public record LogEvent(Level level, Kind kind, String message, long count, Instant first, Instant last,
        boolean seenBefore) {

    /** How bad an event is. */
    public enum Level {
        WARNING, ERROR
    }

    /** What an event is about. */
    public enum Kind {
        /** A request named a model that the server does not have. */
        UNKNOWN_MODEL,
        /** A request was refused as invalid. */
        INVALID_REQUEST,
        /** Out of memory, on the host or on the device. */
        OUT_OF_MEMORY,
        /** The engine died or failed to start. */
        ENGINE_DEAD,
        /** A stream or request failed inside the server. */
        REQUEST_FAILED,
        /** Anything else. */
        OTHER
    }
}
