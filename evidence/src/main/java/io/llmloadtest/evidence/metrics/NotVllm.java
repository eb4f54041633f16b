package io.llmloadtest.evidence.metrics;

import java.util.Optional;

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
    public Optional<VllmNames> families() {
        return Optional.empty();
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN,
                httpDurationWholeStream);
    }
}
