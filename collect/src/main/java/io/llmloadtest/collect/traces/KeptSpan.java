package io.llmloadtest.collect.traces;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A span {@code llm_request} as it is held in memory and kept in {@code spans.jsonl}, one line each. A number that the span
 * does not tell is {@code null} there.
 *
 * @param requestId the attribute {@code gen_ai.request.id}; empty when there is none
 * @param traceId 32 lower-case hex digits
 * @param parentSpanId 16 lower-case hex digits; empty for a root
 * @param startNanos when the request arrived, in Unix nanoseconds
 * @param promptTokens {@code gen_ai.usage.prompt_tokens}
 * @param outputTokens {@code gen_ai.usage.completion_tokens}
 * @param ttftSeconds {@code gen_ai.latency.time_to_first_token}
 * @param e2eSeconds {@code gen_ai.latency.e2e}
 * @param queueSeconds {@code gen_ai.latency.time_in_queue}
 * @param prefillSeconds {@code gen_ai.latency.time_in_model_prefill}
 * @param decodeSeconds {@code gen_ai.latency.time_in_model_decode}
 * @param choices {@code gen_ai.request.n}
 */
record KeptSpan(String requestId, String traceId, String parentSpanId, long startNanos, OptionalDouble promptTokens,
        OptionalDouble outputTokens, OptionalDouble ttftSeconds, OptionalDouble e2eSeconds, OptionalDouble queueSeconds,
        OptionalDouble prefillSeconds, OptionalDouble decodeSeconds, OptionalDouble choices) {

    private static final long SECOND = 1_000_000_000;

    /** When the request arrived. */
    Instant arrival() {
        return Instant.ofEpochSecond(Math.floorDiv(startNanos, SECOND), Math.floorMod(startNanos, SECOND));
    }

    ServedRequest served() {
        return new ServedRequest(requestId, traceId, parentSpanId, arrival(), reading(promptTokens),
                reading(outputTokens), reading(ttftSeconds), reading(e2eSeconds), reading(queueSeconds),
                reading(prefillSeconds), reading(decodeSeconds), reading(choices));
    }

    private static Reading reading(OptionalDouble told) {
        return told.isPresent() && Double.isFinite(told.getAsDouble())
                ? Reading.of(told.getAsDouble())
                : Reading.absent(Why.NO_TRACES);
    }
}
