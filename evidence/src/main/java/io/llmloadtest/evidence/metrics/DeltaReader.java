package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the movement of every counter and histogram between two pages.
 *
 * @param pages the pages, of which no counter was reset in between
 * @param dialect the names
 * @param ours which of the engine's series are ours
 */
record DeltaReader(SeriesPair pages, Dialect dialect, Predicate<Labels> ours) {

    ServerDelta delta() {
        Map<Counter, Reading> counters = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            counters.put(counter, counter(counter));
        }
        Map<Histogram, HistogramDelta> histograms = new EnumMap<>(Histogram.class);
        for (Histogram histogram : Histogram.values()) {
            histograms.put(histogram, histogram(histogram));
        }
        return new ServerDelta(counters, histograms, httpRequests(), httpKnown(), httpDurations(), dialect.semantics());
    }

    private Reading counter(Counter counter) {
        Optional<String> name = present(dialect.names(counter), "");
        if (name.isEmpty()) {
            return present(dialect.unclearNames(counter), "").isPresent()
                    ? Reading.absent(Why.UNKNOWN_MEANING)
                    : SeriesPair.missing(firstName(dialect.names(counter), VllmNames.NATIVE.of(counter)));
        }
        return oursIsOn(name.get())
                ? pages.moved(name.get(), ours.and(FinishReasons.of(counter)))
                : SeriesPair.missing(name.get());
    }

    private HistogramDelta histogram(Histogram histogram) {
        Optional<String> name = present(dialect.names(histogram), "_count");
        if (name.isPresent() && oursIsOn(name.get() + "_count")) {
            return new HistogramReader(pages, name.get(), ours).delta();
        }
        String missing = firstName(dialect.names(histogram), VllmNames.NATIVE.of(histogram));
        return HistogramDelta.absent(new Reading.Absent(Why.FAMILY_MISSING, Map.of("family", missing)));
    }

    /** A family may be there for other models only. */
    private boolean oursIsOn(String name) {
        return pages.after().samples(name).stream().anyMatch(sample -> ours.test(sample.labels()));
    }

    private Optional<String> present(List<String> names, String suffix) {
        return names.stream().filter(name -> pages.after().has(name + suffix)).findFirst();
    }

    private static String firstName(List<String> names, List<String> others) {
        return names.isEmpty() ? others.getFirst() : names.getFirst();
    }

    private Reading httpKnown() {
        return pages.moved(HttpMeaning.REQUESTS, _ -> true).map(_ -> 0.0);
    }

    private Map<HttpSeries, Double> httpRequests() {
        Map<HttpSeries, Double> moved = new HashMap<>();
        if (!httpKnown().isKnown()) {
            return moved;
        }
        Map<Labels, Double> before = SeriesPair.values(pages.before(), HttpMeaning.REQUESTS);
        SeriesPair.values(pages.after(), HttpMeaning.REQUESTS).forEach((labels, to) -> {
            double by = to - before.getOrDefault(labels, 0.0);
            if (by != 0) {
                HttpSeries series = new HttpSeries(labels.value("handler").orElse(""),
                        labels.value("status").orElse(""));
                moved.merge(series, by, Double::sum);
            }
        });
        return moved;
    }

    private Map<String, HistogramDelta> httpDurations() {
        Set<String> handlers = new LinkedHashSet<>();
        for (Sample sample : pages.after().samples(HttpMeaning.DURATION + "_count")) {
            sample.labels().value("handler").ifPresent(handlers::add);
        }
        Map<String, HistogramDelta> durations = new HashMap<>();
        for (String handler : handlers) {
            Predicate<Labels> its = labels -> labels.value("handler").filter(handler::equals).isPresent();
            durations.put(handler, new HistogramReader(pages, HttpMeaning.DURATION, its).delta());
        }
        return durations;
    }
}
