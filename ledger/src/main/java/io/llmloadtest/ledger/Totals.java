package io.llmloadtest.ledger;

import java.util.OptionalLong;

/**
 * Requests of which only totals are known: no times, and nothing of a single one.
 *
 * @param endpoint their route
 * @param completed how many ended well
 * @param failed how many did not; nobody says how
 * @param promptTokens of the completed ones
 * @param outputTokens of the completed ones
 */
public record Totals(String endpoint, long completed, long failed, OptionalLong promptTokens,
        OptionalLong outputTokens) {}
