package io.llmloadtest.load.workload;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The turn of a conversation that comes after an answer. Immutable; the same answer gives the same request. */
public interface NextTurn {

    /** How long the user thinks before asking, from the end of the answer on. */
    Duration thinkTime();

    /**
     * The request of the turn, with all that was said before it.
     *
     * @param answer what the server said, as it stands between the quotes in JSON
     * @param tokens what the request before it and its answer had together; empty when the server did not say
     * @return empty when the model has no room for it: the conversation ends
     */
    Optional<PreparedRequest> after(String answer, OptionalInt tokens);
}
