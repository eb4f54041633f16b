package io.llmloadtest.evidence.metrics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parsed metrics page: samples by the name they bear on the wire, so a histogram {@code x} is found as {@code x_bucket},
 * {@code x_sum} and {@code x_count}, and a counter as {@code x_total}, whatever the text format calls the family.
 */
public final class Exposition {

    private final Map<String, List<Sample>> samples;
    private final Map<String, MetricType> types;
    private final Set<String> damaged;
    private final long badLines;
    private final boolean whole;
    private final boolean openMetrics;

    Exposition(Map<String, List<Sample>> samples, Map<String, MetricType> types, Set<String> damaged, long badLines,
            boolean whole, boolean openMetrics) {
        this.samples = samples;
        this.types = types;
        this.damaged = damaged;
        this.badLines = badLines;
        this.whole = whole;
        this.openMetrics = openMetrics;
    }

    /** The samples of one name in page order; empty when there is none. */
    public List<Sample> samples(String name) {
        return Collections.unmodifiableList(samples.getOrDefault(name, List.of()));
    }

    /** The names that have at least one sample, in page order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(samples.keySet());
    }

    /** Whether a name has at least one sample. */
    public boolean has(String name) {
        return samples.containsKey(name);
    }

    /** What the page's {@code # TYPE} line says of a family. */
    public Optional<MetricType> type(String family) {
        return Optional.ofNullable(types.get(family));
    }

    /** Whether a line of this name could not be read, so that its samples may be incomplete. */
    public boolean isDamaged(String name) {
        return damaged.contains(name);
    }

    /** Lines that could not be read. */
    public long badLines() {
        return badLines;
    }

    /** Whether the page has a valid sample at all; HTML and an empty body have none. */
    public boolean hasSamples() {
        return !samples.isEmpty();
    }

    /** Whether every line was read and the page does not end within a line: only then is a missing series really absent. */
    public boolean isWhole() {
        return whole;
    }

    /** Whether the page ends with {@code # EOF}, as OpenMetrics demands. */
    public boolean isOpenMetrics() {
        return openMetrics;
    }
}
