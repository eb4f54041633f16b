package io.llmloadtest.evidence.metrics;

/** Reads the absolute values of a snapshot. */
public final class SnapshotValues {

    private SnapshotValues() {
    }

    /** The values of our model, summed over engines; KV usage is that of the fullest engine. */
    public static ServerValues of(Snapshot snapshot, ModelFilter filter) {
        throw new UnsupportedOperationException("" + snapshot + filter);
    }
}
