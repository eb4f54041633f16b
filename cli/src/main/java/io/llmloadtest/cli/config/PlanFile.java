package io.llmloadtest.cli.config;

import java.util.List;

/**
 * A plan as it is written.
 *
 * @param name the file's name, without the folders it is in
 * @param entries its keys in order, each once
 */
record PlanFile(String name, List<Entry> entries) {

    PlanFile {
        entries = List.copyOf(entries);
    }

    /**
     * A key and what stands behind it.
     *
     * @param key as it is written
     * @param line where, from 1
     * @param value what it is given
     */
    record Entry(String key, int line, PlanValue value) {}

    /** Where an entry is: {@code plan.yaml:7}. */
    String place(Entry entry) {
        return name + ":" + entry.line();
    }
}
