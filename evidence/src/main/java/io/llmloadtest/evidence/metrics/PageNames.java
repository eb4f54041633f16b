package io.llmloadtest.evidence.metrics;

/** The names that two pages of one server show together. */
record PageNames(Exposition before, Exposition after) {

    boolean has(String name) {
        return before.has(name) || after.has(name);
    }

    boolean anyStartsWith(String prefix) {
        return startsWith(after, prefix) || startsWith(before, prefix);
    }

    boolean isOpenMetrics() {
        return after.isOpenMetrics();
    }

    /** Whether a family of ours carries the label {@code engine}. */
    boolean hasEngineLabel(String name) {
        return after.samples(name).stream().anyMatch(sample -> sample.labels().value("engine").isPresent());
    }

    private static boolean startsWith(Exposition page, String prefix) {
        return page.names().stream().anyMatch(name -> name.startsWith(prefix));
    }
}
