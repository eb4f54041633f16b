package io.llmloadtest.evidence.metrics;

import java.util.Map;

/**
 * Where the counters of completion work stand, comparable with {@code equals}.
 *
 * @param values the value of each series by its name and labels
 */
public record CounterState(Map<String, Double> values) {

    public CounterState {
        values = Map.copyOf(values);
    }
}
