package io.llmloadtest.model;

import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a server says of its own time for one request, in the answer itself, in nanoseconds: the {@code metrics} object that
 * vLLM 0.25.0 and later put beside the usage with {@code --enable-per-request-metrics}. All three follow one another and are
 * taken from the engine's one clock (0.32.0, {@code build_per_request_timing_metrics}). A negative time is refused.
 *
 * @param queueNanos from being queued in the engine to being scheduled
 * @param prefillNanos from being scheduled to the first token: what vLLM calls {@code time_to_first_token_ms}, without the
 *     queue
 * @param decodeNanos from the first token to the last: {@code generation_time_ms}
 */
public record ServerTimes(OptionalLong queueNanos, OptionalLong prefillNanos, OptionalLong decodeNanos) {

    public ServerTimes {
        if (Stream.of(queueNanos, prefillNanos, decodeNanos).flatMapToLong(OptionalLong::stream)
                .anyMatch(nanos -> nanos < 0)) {
            throw new IllegalArgumentException("a time below 0");
        }
    }

    /** The least that a client's time to first token can be; empty when the server does not say when the first token was. */
    public OptionalLong untilFirstToken() {
        return prefillNanos.isPresent() ? sum(queueNanos, prefillNanos) : OptionalLong.empty();
    }

    /** The least that a client's end-to-end latency can be; empty when the server says nothing. */
    public OptionalLong untilLastToken() {
        return sum(queueNanos, prefillNanos, decodeNanos);
    }

    private static OptionalLong sum(OptionalLong... parts) {
        return Stream.of(parts).flatMapToLong(OptionalLong::stream).reduce(Long::sum);
    }
}
