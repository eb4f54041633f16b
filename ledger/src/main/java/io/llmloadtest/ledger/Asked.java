package io.llmloadtest.ledger;

import java.util.OptionalInt;

/**
 * What a request asked for.
 *
 * @param inputTokens prompt tokens as the server should count them; empty when the plan does not fix them
 * @param outputTokens completion tokens per choice; empty when the answer may end where it wants
 * @param choices the number of choices, {@code n}
 */
public record Asked(OptionalInt inputTokens, OptionalInt outputTokens, int choices) {}
