package io.llmloadtest.compare.effects;

import java.util.List;

/**
 * One measure of one run at one setting.
 *
 * @param repeats its value in each repeat, in order; one when nothing was repeated
 * @param requests how many requests all repeats together sent
 */
public record RunValues(List<Double> repeats, long requests) {

    /** Refuses no repeat at all: {@link IllegalArgumentException}. */
    public RunValues {
        repeats = List.copyOf(repeats);
        if (repeats.isEmpty()) {
            throw new IllegalArgumentException("a run without a value is no run");
        }
    }

    /** A run that was not repeated. */
    public static RunValues of(double value) {
        return new RunValues(List.of(value), 0);
    }

    /** The run's own value: the mean over its repeats. */
    public double mean() {
        return repeats.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
