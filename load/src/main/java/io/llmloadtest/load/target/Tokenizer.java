package io.llmloadtest.load.target;

import io.llmloadtest.load.plan.Endpoint;
import java.util.Optional;

/** Counts tokens as the server will count them when the text is sent as a prompt. */
@FunctionalInterface
public interface Tokenizer {

    /**
     * The tokens of {@code text} as a prompt of {@code endpoint}: for chat completions as the one user message, with the
     * chat template around it. Empty when the server cannot say.
     */
    Optional<Tokenization> tokenize(Endpoint endpoint, String text);

    /** A tokenizer for servers that have none. */
    static Tokenizer none() {
        return (_, _) -> Optional.empty();
    }
}
