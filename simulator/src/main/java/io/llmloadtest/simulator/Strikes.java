package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Sequence.Limits;

/**
 * Which faults hit one request. The foreign client's requests are never hit.
 *
 * @param faults what is on for it
 * @param ordinal its place among our requests, from 1; 0 for a foreign one
 * @param sinceStart its place among those since the server started
 */
record Strikes(Faults faults, long ordinal, long sinceStart) {

    static Strikes on(Faults faults, long ordinal, long sinceStart) {
        return new Strikes(ordinal == 0 ? Faults.none() : faults, ordinal, sinceStart);
    }

    boolean by(Fault fault) {
        return faults.strikes(fault, ordinal);
    }

    /** A stream that is to break before its end must not be finished by the engine before. */
    int errorAfter(int maxTokens) {
        return (int) Math.min(faults.number(Fault.STREAM_ERRORS, "tokens"), maxTokens - 1L);
    }

    boolean breaksStream(GenerationRequest request) {
        return by(Fault.STREAM_ERRORS) && request.stream();
    }

    Limits limits(GenerationRequest request) {
        int stopAt = faults.on(Fault.SHORT_OUTPUTS)
                ? Math.clamp(faults.number(Fault.SHORT_OUTPUTS, "tokens"), 1, Limits.NEVER)
                : Limits.NEVER;
        if (by(Fault.NEVER_ENDING)) {
            return new Limits(Limits.NEVER, 0, true, Limits.NEVER, Limits.NEVER);
        }
        int stallAt = Limits.NEVER;
        if (by(Fault.STALL)) {
            stallAt = (int) Math.min(faults.number(Fault.STALL, "tokens"), request.maxTokens() - 1L);
        }
        if (breaksStream(request)) {
            stallAt = Math.min(stallAt, errorAfter(request.maxTokens()));
        }
        boolean held = stallAt != Limits.NEVER;
        return new Limits(request.maxTokens(), request.minTokens(), request.ignoreEos() || held,
                held ? Limits.NEVER : stopAt, stallAt);
    }

    long holdMillis() {
        return faults.on(Fault.TTFT_GAP) ? faults.number(Fault.TTFT_GAP, "millis") : 0;
    }

    boolean coldStart() {
        return faults.on(Fault.COLD_START) && sinceStart <= faults.number(Fault.COLD_START, "requests");
    }
}
