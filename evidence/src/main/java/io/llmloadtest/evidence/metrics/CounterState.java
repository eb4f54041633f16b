package io.llmloadtest.evidence.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where the counters of completion work stand, comparable with {@code equals}: the engine's counters and histogram counts,
 * and the HTTP requests of the paths that make text. What moves by scraping alone is not in it.
 *
 * @param values the value of each series by its name and labels
 */
public record CounterState(Map<String, Double> values) {

    private static final List<String> PATHS_OF_WORK = List.of("/completions", "/responses", "/messages", "/generate",
            "/embeddings");

    public CounterState {
        values = Map.copyOf(values);
    }

    static CounterState of(Exposition page, ModelFilter filter) {
        Dialect dialect = Dialect.of(page, page);
        Predicate<Labels> ours = filter.ours(page, page, dialect.prefix());
        Map<String, Double> values = new HashMap<>();
        for (Counter counter : Counter.values()) {
            dialect.names(counter).forEach(name -> note(page, name, ours, values));
        }
        for (Histogram histogram : Histogram.values()) {
            dialect.names(histogram).forEach(name -> note(page, name + "_count", ours, values));
        }
        note(page, HttpMeaning.REQUESTS, CounterState::isWork, values);
        return new CounterState(values);
    }

    private static void note(Exposition page, String name, Predicate<Labels> which, Map<String, Double> values) {
        SeriesPair.values(page, name).forEach((labels, value) -> {
            if (which.test(labels)) {
                values.put(name + labels, value);
            }
        });
    }

    private static boolean isWork(Labels labels) {
        String handler = labels.value("handler").orElse("");
        return PATHS_OF_WORK.stream().anyMatch(handler::endsWith);
    }
}
