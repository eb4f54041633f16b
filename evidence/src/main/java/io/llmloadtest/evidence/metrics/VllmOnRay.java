package io.llmloadtest.evidence.metrics;

import java.util.Optional;

/**
 * vLLM whose metrics leave through Ray: the same families under Ray's names, {@code ray_vllm_...} since 0.11.0 (pull request
 * 25439) and {@code ray_vllm:...} before. Only V1 can do this. HTTP metrics are not on such a page.
 *
 * @param prefix what every name begins with
 */
record VllmOnRay(String prefix) implements Dialect {

    static final String PREFIX = "ray_vllm_";
    static final String OLD_PREFIX = "ray_vllm:";

    @Override
    public String kind() {
        return "vLLM on Ray";
    }

    @Override
    public Optional<VllmNames> families() {
        return Optional.of(new VllmNames(prefix));
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.YES, Meaning.YES, Meaning.YES, Meaning.YES, Meaning.UNKNOWN);
    }
}
