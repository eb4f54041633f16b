package io.llmloadtest.evidence.metrics;

import java.util.List;

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
    public List<String> names(Counter counter) {
        return names().of(counter);
    }

    @Override
    public List<String> unclearNames(Counter counter) {
        return names().unclear(counter);
    }

    @Override
    public List<String> names(Histogram histogram) {
        return names().of(histogram);
    }

    @Override
    public List<String> names(Gauge gauge) {
        return names().of(gauge);
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.YES, Meaning.YES, Meaning.YES, Meaning.YES, Meaning.UNKNOWN);
    }

    private VllmNames names() {
        return new VllmNames(prefix);
    }
}
