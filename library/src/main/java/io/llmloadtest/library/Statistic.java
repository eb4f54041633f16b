package io.llmloadtest.library;

/** What can be asked of a latency. */
public enum Statistic {
    MEAN("mean"), MIN("min"), MAX("max"), P50("p50"), P90("p90"), P95("p95"), P99("p99"), P99_9("p99_9");

    private final String key;

    Statistic(String key) {
        this.key = key;
    }

    /** Its name in {@code result.json}. */
    public String key() {
        return key;
    }
}
