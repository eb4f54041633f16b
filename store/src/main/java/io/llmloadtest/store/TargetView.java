package io.llmloadtest.store;

import java.util.Optional;

/**
 * What was tested.
 *
 * @param serverUrl the base URL
 * @param model the model's name in the requests
 * @param serverKind such as {@code vllm}
 * @param serverVersion as the server tells it
 */
public record TargetView(String serverUrl, String model, Optional<String> serverKind, Optional<String> serverVersion) {}
