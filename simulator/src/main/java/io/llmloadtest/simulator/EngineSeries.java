package io.llmloadtest.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * The series of one engine, or of one model, where a page has several.
 *
 * @param registry of the page
 * @param own labels that only these series have; empty where there is one engine and one model
 */
record EngineSeries(MetricRegistry registry, Map<String, String> own) {

    EngineSeries {
        own = Map.copyOf(own);
    }

    void add(String name, double amount) {
        registry.add(name, own, amount);
    }

    void add(String name, Map<String, String> labels, double amount) {
        registry.add(name, with(labels), amount);
    }

    void set(String name, double value) {
        registry.set(name, own, value);
    }

    void set(String name, Map<String, String> labels, double value) {
        registry.set(name, with(labels), value);
    }

    void observe(String name, double value) {
        registry.observe(name, own, value);
    }

    private Map<String, String> with(Map<String, String> labels) {
        if (own.isEmpty()) {
            return labels;
        }
        Map<String, String> all = new HashMap<>(labels);
        all.putAll(own);
        return all;
    }
}
