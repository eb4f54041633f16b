package io.llmloadtest.ledger;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a request asked for.
 *
 * @param inputTokens prompt tokens as the server should count them; empty when the plan does not fix them
 * @param outputTokens completion tokens per choice; empty when the answer may end where it wants
 * @param choices the number of choices, {@code n}
 * @param model the model, where requests ask for several
 * @param turn its turn, where requests are conversations
 */
public record Asked(OptionalInt inputTokens, OptionalInt outputTokens, int choices, Optional<String> model,
        Optional<Turn> turn) {

    /** What a request asked the one model for, without a conversation. */
    public Asked(OptionalInt inputTokens, OptionalInt outputTokens, int choices) {
        this(inputTokens, outputTokens, choices, Optional.empty(), Optional.empty());
    }

    /** Whether it comes by itself: a conversation's later turns follow the answer before them. */
    boolean arrives() {
        return turn.map(Turn::number).orElse(1) == 1;
    }
}
