package io.llmloadtest.store;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was tested.
 *
 * @param serverUrl the base URL
 * @param model the model's name in the requests
 * @param serverKind such as {@code vllm}
 * @param serverVersion as the server tells it
 * @param configuration how it is set up, by its metrics page; empty when that tells nothing
 * @param flags what its log says it was started with; empty when that was not seen
 */
public record TargetView(String serverUrl, String model, Optional<String> serverKind, Optional<String> serverVersion,
        Map<String, String> configuration, Map<String, String> flags) {

    /** Earlier results do not tell the setup. */
    public TargetView {
        configuration = Objects.requireNonNullElse(configuration, Map.of());
        flags = Objects.requireNonNullElse(flags, Map.of());
    }

    /** Of a server that tells nothing of its setup. */
    public TargetView(String serverUrl, String model, Optional<String> serverKind, Optional<String> serverVersion) {
        this(serverUrl, model, serverKind, serverVersion, Map.of(), Map.of());
    }
}
