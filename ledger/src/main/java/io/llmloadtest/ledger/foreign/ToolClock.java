package io.llmloadtest.ledger.foreign;

import io.llmloadtest.model.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Which clock a tool stamps its requests with.
 */
enum ToolClock {
    /** Seconds since 1970. */
    WALL,
    /** Seconds of the machine's monotonic clock: Python's {@code perf_counter}, which on Linux is this JVM's as well. */
    MONOTONIC,
    /** It does not stamp them. */
    NONE;

    /** The moment, for a wall clock. */
    static Instant instant(double seconds) {
        BigDecimal exact = BigDecimal.valueOf(seconds);
        long whole = exact.longValue();
        return Instant.ofEpochSecond(whole,
                exact.subtract(BigDecimal.valueOf(whole)).movePointRight(9).setScale(0, RoundingMode.DOWN).longValue());
    }

    /** The moment {@code seconds} after {@code base}, both of the same clock. */
    static Tick tick(double seconds, double base) {
        return new Tick(Math.round((seconds - base) * 1e9));
    }
}
