package io.llmloadtest.evidence.metrics;

import java.util.List;

/**
 * A server that uses the names of vLLM without being known as one, such as a simulator or a gateway. Its counters are read,
 * but what they mean beyond their names is not known.
 *
 * @param httpDurationWholeStream whether the front end times streams to their last byte
 */
record VllmLike(Meaning httpDurationWholeStream) implements Dialect {

    @Override
    public String kind() {
        return "vLLM-like";
    }

    @Override
    public String prefix() {
        return VllmNames.NATIVE.prefix();
    }

    @Override
    public List<String> names(Counter counter) {
        return VllmNames.NATIVE.of(counter);
    }

    @Override
    public List<String> unclearNames(Counter counter) {
        return VllmNames.NATIVE.unclear(counter);
    }

    @Override
    public List<String> names(Histogram histogram) {
        return VllmNames.NATIVE.of(histogram);
    }

    @Override
    public List<String> names(Gauge gauge) {
        return VllmNames.NATIVE.of(gauge);
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN,
                httpDurationWholeStream);
    }
}
