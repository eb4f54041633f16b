package io.llmloadtest.load.target;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model the server lists in {@code /v1/models}.
 *
 * @param id the name requests use
 * @param ownedBy who serves it, as the server says; vLLM says {@code vllm}
 * @param parent the base model of a LoRA adapter; the server counts the adapter's requests under it
 * @param maxModelLen the most tokens of prompt and answer together (vLLM since 0.5.0)
 */
public record ServedModel(String id, Optional<String> ownedBy, Optional<String> parent, OptionalInt maxModelLen) {}
