package io.llmloadtest.benchmarks.fuzz;

import java.util.Map;
import java.util.TreeMap;

/** What the inputs of one target did to it. Thread-safe. */
final class Toll {

    private final Map<String, Long> defects = new TreeMap<>();
    private long inputs;
    private long bytes;
    private long nanos;
    private long slowestNanos;
    private long slowestNumber;
    private int slowestBytes;

    synchronized void add(long number, int length, long took) {
        inputs++;
        bytes += length;
        nanos += took;
        if (took > slowestNanos) {
            slowestNanos = took;
            slowestNumber = number;
            slowestBytes = length;
        }
    }

    /** Counts a defect of that kind and says how many there were before. */
    synchronized long defect(String kind) {
        return defects.merge(kind, 1L, Long::sum) - 1;
    }

    synchronized Map<String, Long> defects() {
        return Map.copyOf(defects);
    }

    synchronized long slowestNanos() {
        return slowestNanos;
    }

    /** A row of the table: inputs, bytes each, inputs per CPU second, the slowest, defects. */
    synchronized String row(String title) {
        return "| %s | %,d | %,d | %,.0f | %.1f ms (input %d, %,d bytes) | %,d |".formatted(title, inputs,
                bytes / Math.max(1, inputs), inputs * 1e9 / Math.max(1, nanos), slowestNanos / 1e6, slowestNumber,
                slowestBytes, defects.values().stream().mapToLong(Long::longValue).sum());
    }
}
