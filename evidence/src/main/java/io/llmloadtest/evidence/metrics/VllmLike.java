package io.llmloadtest.evidence.metrics;

import java.util.Optional;

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
    public Optional<VllmNames> families() {
        return Optional.of(VllmNames.NATIVE);
    }

    @Override
    public Semantics semantics() {
        return new Semantics(Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN,
                httpDurationWholeStream);
    }
}
