package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How far the server's counters moved between two snapshots, by meaning. Every {@link Counter} and {@link Histogram} has
 * an entry; what could not be known is absent with its reason, never 0.
 *
 * @param counters movement of each counter
 * @param histograms movement of each histogram
 * @param httpRequests movement of {@code http_requests_total} by series; empty both when none moved and when absent
 * @param httpKnown the reason why {@code httpRequests} says nothing; a known 0 when it can be trusted
 * @param httpDurations movement of {@code http_request_duration_seconds} by handler
 * @param semantics what the counters mean
 */
public record ServerDelta(Map<Counter, Reading> counters, Map<Histogram, HistogramDelta> histograms,
        Map<HttpSeries, Double> httpRequests, Reading httpKnown, Map<String, HistogramDelta> httpDurations,
        Semantics semantics) {

    public ServerDelta {
        counters = Map.copyOf(counters);
        histograms = Map.copyOf(histograms);
        httpRequests = Map.copyOf(httpRequests);
        httpDurations = Map.copyOf(httpDurations);
    }

    /** A delta of which nothing is known. */
    public static ServerDelta absent(Why why) {
        Reading.Absent absent = new Reading.Absent(why, Map.of());
        Map<Counter, Reading> counters = new EnumMap<>(Counter.class);
        Map<Histogram, HistogramDelta> histograms = new EnumMap<>(Histogram.class);
        for (Counter counter : Counter.values()) {
            counters.put(counter, absent);
        }
        for (Histogram histogram : Histogram.values()) {
            histograms.put(histogram, HistogramDelta.absent(absent));
        }
        return new ServerDelta(counters, histograms, Map.of(), absent, Map.of(), Semantics.UNKNOWN);
    }

    /** The movement of a counter. */
    public Reading of(Counter counter) {
        return counters.getOrDefault(counter, Reading.absent(Why.FAMILY_MISSING));
    }

    /** The movement of a histogram. */
    public HistogramDelta of(Histogram histogram) {
        return histograms.getOrDefault(histogram,
                HistogramDelta.absent(new Reading.Absent(Why.FAMILY_MISSING, Map.of())));
    }

    /** HTTP requests counted for the given handlers whose status class passes; absent when HTTP metrics are. */
    public Reading httpRequests(Set<String> handlers, Predicate<String> statusClass) {
        return httpKnown.map(zero -> httpRequests.entrySet().stream()
                .filter(entry -> handlers.contains(entry.getKey().handler())
                        && statusClass.test(entry.getKey().statusClass()))
                .mapToDouble(Map.Entry::getValue).reduce(zero, Double::sum));
    }

    /** The HTTP durations of the given handlers together; absent when one of them has none. */
    public HistogramDelta httpDuration(Set<String> handlers) {
        return handlers.stream()
                .map(handler -> httpDurations.getOrDefault(handler,
                        HistogramDelta.absent(httpKnown instanceof Reading.Absent absent
                                ? absent
                                : new Reading.Absent(Why.FAMILY_MISSING, Map.of()))))
                .reduce(HistogramDelta::plus)
                .orElseGet(() -> HistogramDelta.absent(new Reading.Absent(Why.NO_SAMPLES, Map.of())));
    }

    /** The duration of a handler that may not have been called: absent when HTTP metrics are, else nothing moved. */
    private HistogramDelta durationOf(String handler) {
        return httpDurations.getOrDefault(handler,
                httpKnown instanceof Reading.Absent absent ? HistogramDelta.absent(absent) : HistogramDelta.unmoved());
    }

    /** Both movements together; what is absent in one is absent in the sum. */
    public ServerDelta plus(ServerDelta other) {
        Map<Counter, Reading> sums = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            sums.put(counter, of(counter).plus(other.of(counter)));
        }
        Map<Histogram, HistogramDelta> shapes = new EnumMap<>(Histogram.class);
        for (Histogram histogram : Histogram.values()) {
            shapes.put(histogram, of(histogram).plus(other.of(histogram)));
        }
        Map<HttpSeries, Double> http = new HashMap<>(httpRequests);
        other.httpRequests.forEach((series, moved) -> http.merge(series, moved, Double::sum));
        Map<String, HistogramDelta> durations = new HashMap<>();
        Stream.concat(httpDurations.keySet().stream(), other.httpDurations.keySet().stream()).distinct().forEach(
                handler -> durations.put(handler, durationOf(handler).plus(other.durationOf(handler))));
        return new ServerDelta(sums, shapes, http, httpKnown.plus(other.httpKnown), durations,
                semantics.equals(other.semantics) ? semantics : Semantics.UNKNOWN);
    }
}
