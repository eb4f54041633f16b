package io.llmloadtest.verdict;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.model.Reading;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the plan promised for a stretch of the run, so that a judge can tell a good load from a worthless one.
 *
 * @param concurrency requests meant to be in flight, or the most that may be; empty for a rate without a cap
 * @param arrivals when requests were meant to arrive; empty for a closed loop
 * @param requests requests meant to be sent; empty when a duration was given
 * @param exactInputs whether each prompt was made with an exact length by the server's own tokenizer, all alike or not
 * @param inputTokens fixed prompt length; empty when not fixed
 * @param outputTokens fixed answer length; empty when not fixed
 * @param streamed whether answers were streamed
 * @param freshPrompts whether every prompt was meant to be new to the server's cache
 * @param sharedTokens prompt tokens that all requests share by nature: the chat template's and the nonce's rounding
 * @param roundTripMillis the network's round trip as measured while idle
 * @param warmUp requests of the warm-up wave; 0 when there was none
 * @param interrupted whether the run was cut short here
 * @param busyBefore requests running or waiting on the server, or counters moving, before ours began; absent when unknown
 */
public record Expectation(OptionalInt concurrency, Optional<ArrivalProcess> arrivals, OptionalLong requests,
        boolean exactInputs,
        OptionalInt inputTokens, OptionalInt outputTokens, boolean streamed, boolean freshPrompts, int sharedTokens,
        Reading roundTripMillis,
        int warmUp, boolean interrupted, Reading busyBefore) {

    /** What was promised of a closed loop. */
    public Expectation(OptionalInt concurrency, OptionalLong requests, boolean exactInputs, OptionalInt inputTokens,
            OptionalInt outputTokens, boolean streamed, boolean freshPrompts, int sharedTokens,
            Reading roundTripMillis, int warmUp, boolean interrupted, Reading busyBefore) {
        this(concurrency, Optional.empty(), requests, exactInputs, inputTokens, outputTokens, streamed, freshPrompts,
                sharedTokens, roundTripMillis, warmUp, interrupted, busyBefore);
    }

    /** What was promised of prompts that are exact only when they are all of one length. */
    public Expectation(OptionalInt concurrency, OptionalLong requests, OptionalInt inputTokens,
            OptionalInt outputTokens, boolean streamed, boolean freshPrompts, int sharedTokens,
            Reading roundTripMillis, int warmUp, boolean interrupted, Reading busyBefore) {
        this(concurrency, requests, inputTokens.isPresent(), inputTokens, outputTokens, streamed, freshPrompts,
                sharedTokens, roundTripMillis, warmUp, interrupted, busyBefore);
    }
}
