package io.llmloadtest.verdict.slo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an objective speaks of. */
public enum Metric {
    /** Time to first token, in milliseconds. */
    TTFT,
    /** Time per output token, in milliseconds. */
    TPOT,
    /** Inter-token latency, in milliseconds. */
    ITL,
    /** End-to-end latency, in milliseconds. */
    E2E,
    /** Share of all requests sent that met every limit of their own, 0 to 1. */
    GOODPUT,
    /** Share of all requests sent that failed, 0 to 1. */
    ERROR_RATE;

    /** Whether it is a latency, of which an objective names a statistic; else it is a share. */
    public boolean isLatency() {
        return switch (this) {
            case TTFT, TPOT, ITL, E2E -> true;
            case GOODPUT, ERROR_RATE -> false;
        };
    }

    /** Whether only answers that arrive in pieces have it. */
    public boolean isOfStreams() {
        return switch (this) {
            case TTFT, TPOT, ITL -> true;
            case E2E, GOODPUT, ERROR_RATE -> false;
        };
    }

    /** Whether more of it is better. */
    boolean isWanted() {
        return this == GOODPUT;
    }

    /** The name as users write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Metric> named(String key) {
        return key.equals("e2el")
                ? Optional.of(E2E)
                : Arrays.stream(values()).filter(each -> each.key().equals(key))
                        .findFirst();
    }
}
