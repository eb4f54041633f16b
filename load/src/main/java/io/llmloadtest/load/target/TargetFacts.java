package io.llmloadtest.load.target;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about a target that can be tested.
 *
 * @param base where its API begins
 * @param kind whether it is a vLLM
 * @param version its version, where it tells one
 * @param models every model it lists, in its order
 * @param model the one to be tested
 * @param roundTripNanos time to open a TCP connection, the median of five; empty when none could be opened
 */
public record TargetFacts(BaseUrl base, ServerKind kind, Optional<String> version, List<ServedModel> models,
        ServedModel model, OptionalLong roundTripNanos) {

    public TargetFacts {
        models = List.copyOf(models);
    }
}
