package io.llmloadtest.load.plan;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One request of a trace.
 *
 * @param offset when it came, from the first on; not negative
 * @param inputTokens length of its prompt; empty when the trace does not say
 * @param outputTokens length of its answer; empty when the trace does not say
 */
public record Arrival(Duration offset, OptionalInt inputTokens, OptionalInt outputTokens) {}
