package io.llmloadtest.simulator;

import java.util.List;
import java.util.Optional;

/**
 * A valid request to an endpoint of the engine's.
 *
 * @param chat whether it is for chat completions
 * @param model the served name it asked for
 * @param prompts token ids of each prompt; one for chat
 * @param n choices for each prompt
 * @param maxTokens limit of each choice; 0 where an embedding is wanted and no token
 * @param minTokens no natural end before
 * @param ignoreEos no natural end at all
 * @param stops strings that end a choice
 * @param stream whether the answer is a stream of events
 * @param includeUsage whether a stream ends with its usage
 * @param continuousUsage whether each of its chunks carries the usage so far
 * @param tokenIds whether each chunk lists the ids of its tokens
 * @param tools whether the answer is to be a tool call
 * @param salt keeps the prompt apart in the prefix cache; empty for none
 * @param seed of the text, if the client gave one
 */
record GenerationRequest(boolean chat, String model, List<Tokens> prompts, int n, int maxTokens, int minTokens,
        boolean ignoreEos, List<String> stops,
        boolean stream, boolean includeUsage, boolean continuousUsage, boolean tokenIds, boolean tools, String salt,
        Optional<Long> seed) {

    GenerationRequest {
        prompts = List.copyOf(prompts);
        stops = List.copyOf(stops);
    }

    boolean embeds() {
        return maxTokens == 0;
    }

    int choices() {
        return prompts.size() * n;
    }

    int promptTokens() {
        return prompts.stream().mapToInt(Tokens::length).sum();
    }
}
