package io.llmloadtest.ledger.steady;

/** The part of a level in which it was steady. */
public sealed interface SteadyState {

    /**
     * There is one.
     *
     * @param reason what set its start
     * @param figures of it
     */
    record Found(Reason reason, Figures figures) implements SteadyState {}

    /**
     * There is none.
     *
     * @param obstacle why
     */
    record Missing(Obstacle obstacle) implements SteadyState {}

    /** What set the start. */
    enum Reason {
        /** The user's cuts. */
        AS_ASKED,
        /** Nothing had to be cut: all was alike from the start on. */
        FROM_THE_START,
        /** Times to first token settled last. */
        TTFT_SETTLED,
        /** End-to-end latencies settled last. */
        E2E_SETTLED,
        /** Output tokens per second settled last. */
        THROUGHPUT_SETTLED
    }

    /** Why there is none. */
    enum Obstacle {
        /** Too few requests to tell. */
        FEW_REQUESTS,
        /** Requests were sent for no longer than one of them takes: all of the level is start or end. */
        TOO_SHORT,
        /** The rate changes by plan. */
        RATE_CHANGES,
        /** Times to first token never settled. */
        TTFT_DRIFTS,
        /** End-to-end latencies never settled. */
        E2E_DRIFTS,
        /** Output tokens per second never settled. */
        THROUGHPUT_DRIFTS,
        /** The user's cuts leave nothing. */
        ALL_CUT
    }
}
