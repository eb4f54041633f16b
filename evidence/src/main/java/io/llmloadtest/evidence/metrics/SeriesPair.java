package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Two pages of one server side by side: movement per series first, then the sum. A series that the later page has and the
 * earlier one lacks started at 0, provided that the earlier page was read whole; servers create series with their first
 * value.
 *
 * @param before the earlier page
 * @param after the later page
 */
record SeriesPair(Exposition before, Exposition after) {

    /**
     * The movement of all series of a name that pass; a name without any passing series has not moved. A series that fell
     * has no movement, whatever the page says of its type; but for a histogram's sum, which may fall by rounding.
     */
    Reading moved(String name, Predicate<Labels> which) {
        if (!after.has(name)) {
            return missing(name);
        }
        if (after.isDamaged(name) || before.isDamaged(name)) {
            return Reading.absent(Why.FAMILY_MISSING, Map.of("family", name, "reason", "damaged"));
        }
        Map<Labels, Double> earlier = values(before, name);
        double sum = 0;
        for (Map.Entry<Labels, Double> series : values(after, name).entrySet()) {
            if (which.test(series.getKey())) {
                Double from = earlier.get(series.getKey());
                if (from == null && !before.isWhole()) {
                    return Reading.absent(Why.NO_METRICS, Map.of("family", name, "reason", "earlier page damaged"));
                }
                double by = series.getValue() - (from == null ? 0 : from);
                if (by < 0 && !name.endsWith("_sum")) {
                    return Reading.absent(Why.COUNTER_RESET);
                }
                sum += by;
            }
        }
        return Double.isFinite(sum) ? Reading.of(sum) : missing(name);
    }

    /** The values of a name by series; of a series written twice the first value stays. */
    static Map<Labels, Double> values(Exposition page, String name) {
        Map<Labels, Double> values = new HashMap<>();
        for (Sample sample : page.samples(name)) {
            values.putIfAbsent(sample.labels(), sample.value());
        }
        return values;
    }

    static Reading missing(String name) {
        return Reading.absent(Why.FAMILY_MISSING, Map.of("family", name));
    }
}
