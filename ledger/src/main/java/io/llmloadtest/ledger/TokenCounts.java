package io.llmloadtest.ledger;

import java.util.OptionalInt;

/**
 * The token counts an answer carried in its {@code usage}.
 *
 * @param prompt prompt tokens, counted once whatever the number of choices
 * @param completion tokens of all choices together
 * @param cached prompt tokens found in the server's prefix cache, where the server says it
 */
public record TokenCounts(int prompt, int completion, OptionalInt cached) {}
