package io.llmloadtest.load.workload;

import java.util.OptionalInt;

/**
 * Lengths that a caller wants for one request; what is empty is left to the plan.
 *
 * @param input prompt tokens as the server counts them
 * @param output answer tokens
 */
public record TokenLengths(OptionalInt input, OptionalInt output) {

    /** Both as planned. */
    public static final TokenLengths AS_PLANNED = new TokenLengths(OptionalInt.empty(), OptionalInt.empty());
}
