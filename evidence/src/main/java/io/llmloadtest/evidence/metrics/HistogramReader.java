package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Reads the movement of one histogram.
 *
 * @param pages the pages
 * @param name its base name
 * @param which its series
 */
record HistogramReader(SeriesPair pages, String name, Predicate<Labels> which) {

    HistogramDelta delta() {
        Reading count = pages.moved(name + "_count", which);
        Reading sum = pages.moved(name + "_sum", which).map(moved -> Math.max(0, moved));
        return new HistogramDelta(sum, count, count.isKnown() ? buckets() : Collections.emptySortedMap());
    }

    /** Movement by upper bound; empty when engines have different bounds, since their sums would not be cumulative. */
    private SortedMap<Double, Double> buckets() {
        SortedMap<Double, Double> moved = new TreeMap<>();
        Map<Double, Integer> series = new HashMap<>();
        String bucket = name + "_bucket";
        Map<Labels, Double> before = SeriesPair.values(pages.before(), bucket);
        SeriesPair.values(pages.after(), bucket).forEach((labels, to) -> {
            OptionalDouble bound = which.test(labels)
                    ? Decimal.parse(labels.value("le").orElse(""))
                    : OptionalDouble.empty();
            if (bound.isPresent()) {
                moved.merge(bound.getAsDouble(), to - before.getOrDefault(labels, 0.0), Double::sum);
                series.merge(bound.getAsDouble(), 1, Integer::sum);
            }
        });
        boolean usable = series.values().stream().distinct().count() <= 1
                && moved.values().stream().allMatch(by -> Double.isFinite(by) && by >= 0)
                && !pages.after().isDamaged(bucket)
                && !pages.before().isDamaged(bucket);
        return usable ? moved : Collections.emptySortedMap();
    }
}
