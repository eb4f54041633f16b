package io.llmloadtest.store;

import java.util.Optional;

/**
 * What was tested.
 *
 * @param serverUrl the base URL, without user information
 * @param model the model's name in the requests
 * @param serverKind such as {@code vllm}; empty when not recognised
 * @param serverVersion as the server tells it; empty when it does not
 */
public record TargetFacts(String serverUrl, String model, Optional<String> serverKind,
        Optional<String> serverVersion) {}
