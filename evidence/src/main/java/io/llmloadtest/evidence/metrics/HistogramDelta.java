package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a histogram moved between two snapshots, summed over its series.
 *
 * @param sum movement of {@code _sum}
 * @param count movement of {@code _count}
 * @param buckets movement of each cumulative bucket by its upper bound, {@code +Inf} included; empty when unknown
 */
public record HistogramDelta(Reading sum, Reading count, SortedMap<Double, Double> buckets) {

    public HistogramDelta {
        buckets = Collections.unmodifiableSortedMap(new TreeMap<>(buckets));
    }

    /** A histogram of which nothing is known, for the reason in {@code reading}. */
    public static HistogramDelta absent(Reading.Absent reading) {
        return new HistogramDelta(reading, reading, new TreeMap<>());
    }

    /** The mean of what was observed in between; absent when nothing was. */
    public Reading mean() {
        return sum.dividedBy(count);
    }

    /** A histogram that did not move. */
    public static HistogramDelta unmoved() {
        return new HistogramDelta(Reading.of(0), Reading.of(0), new TreeMap<>());
    }

    /** Both movements together; buckets are kept only when both have the same bounds, or one did not move at all. */
    public HistogramDelta plus(HistogramDelta other) {
        if (equals(unmoved())) {
            return other;
        }
        if (other.equals(unmoved())) {
            return this;
        }
        SortedMap<Double, Double> together = new TreeMap<>();
        if (buckets.keySet().equals(other.buckets.keySet())) {
            buckets.forEach((bound, moved) -> together.put(bound, moved + other.buckets.getOrDefault(bound, 0.0)));
        }
        return new HistogramDelta(sum.plus(other.sum), count.plus(other.count), together);
    }
}
