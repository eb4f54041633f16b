package io.llmloadtest.runner;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.Expectation;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the plan promised for all levels of a run, kept in the run folder so that a saved run can be judged again.
 *
 * @param exactInputs whether prompts were made exact
 * @param inputTokens fixed prompt length; empty when prompts could not be made exact, or differ in length
 * @param outputTokens fixed answer length; empty when answers end where they want, or differ in length
 * @param streamed whether answers were streamed
 * @param freshPrompts whether every prompt was meant to be new to the server's cache
 * @param sharedTokens prompt tokens that all requests share by nature
 * @param keptFull whether the places of a closed loop are always taken; not when users think between turns
 * @param roundTripMillis the network's round trip while idle; absent when it could not be measured
 */
public record LevelFacts(boolean exactInputs, OptionalInt inputTokens, OptionalInt outputTokens, boolean streamed,
        boolean freshPrompts,
        int sharedTokens, boolean keptFull, Reading roundTripMillis) {

    Expectation expectation(OptionalInt concurrency, Optional<ArrivalProcess> arrivals, OptionalLong requests,
            int warmUp, boolean interrupted,
            Reading busyBefore) {
        return new Expectation(keptFull ? concurrency : OptionalInt.empty(), arrivals, requests, exactInputs,
                inputTokens, outputTokens, streamed,
                freshPrompts,
                sharedTokens,
                roundTripMillis, warmUp, interrupted, busyBefore);
    }
}
