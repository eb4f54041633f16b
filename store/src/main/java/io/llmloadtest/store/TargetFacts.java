package io.llmloadtest.store;

import java.util.Optional;

/**
 * What was tested.
 *
 * @param serverUrl the base URL, without user information
 * @param model the model's name in the requests
 * @param serverKind such as {@code vllm}; empty when not recognised
 * @param serverVersion as the server tells it; empty when it does not
 * @param setup how it was set up, as far as it tells
 */
public record TargetFacts(String serverUrl, String model, Optional<String> serverKind,
        Optional<String> serverVersion, ServerSetup setup) {

    /** A server that tells nothing of its setup. */
    public TargetFacts(String serverUrl, String model, Optional<String> serverKind, Optional<String> serverVersion) {
        this(serverUrl, model, serverKind, serverVersion, ServerSetup.UNKNOWN);
    }

    /** The same, with what it tells of its setup. */
    public TargetFacts with(ServerSetup told) {
        return new TargetFacts(serverUrl, model, serverKind, serverVersion, told);
    }
}
