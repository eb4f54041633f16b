package io.llmloadtest.evidence.metrics;

import java.util.List;
import java.util.Optional;

/** The labels of a series, equal whatever their order on the page. */
public final class Labels {

    /** No labels. */
    public static final Labels NONE = new Labels(List.of());

    private final List<String> pairs;

    Labels(List<String> pairs) {
        this.pairs = pairs;
    }

    /** The value of a label. */
    public Optional<String> value(String name) {
        throw new UnsupportedOperationException(name + pairs);
    }
}
