package io.llmloadtest.evidence.metrics;

import java.util.List;

/**
 * A page without any of vLLM's families: another server, or vLLM with {@code --disable-log-stats}, which keeps its HTTP
 * metrics (seen in 0.32.0).
 *
 * @param httpDurationWholeStream whether the front end times streams to their last byte
 */
record NotVllm(Meaning httpDurationWholeStream) implements Dialect {

    @Override
    public String kind() {
        return "no engine metrics";
    }

    @Override
    public String prefix() {
        return "";
    }

    @Override
    public List<String> names(Counter counter) {
        return List.of();
    }

    @Override
    public List<String> unclearNames(Counter counter) {
        return List.of();
    }

    @Override
    public List<String> names(Histogram histogram) {
        return List.of();
    }

    @Override
    public List<String> names(Gauge gauge) {
        return List.of();
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN,
                httpDurationWholeStream);
    }
}
