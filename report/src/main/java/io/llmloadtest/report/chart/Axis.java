package io.llmloadtest.report.chart;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * An axis with its words.
 *
 * @param scale where values lie
 * @param labels the marks that are labelled
 */
public record Axis(Scale scale, List<Label> labels) {

    public Axis {
        labels = List.copyOf(labels);
    }

    /**
     * A labelled mark.
     *
     * @param value where
     * @param text its words
     */
    public record Label(double value, String text) {}

    /** Every mark of the scale, written by {@code form}. */
    public static Axis of(Scale scale, DoubleFunction<String> form) {
        return new Axis(scale, scale.marks().stream().map(mark -> new Label(mark, form.apply(mark))).toList());
    }

    /** An axis without marks. */
    public static Axis bare(Scale scale) {
        return new Axis(scale, List.of());
    }

    double at(double value) {
        return scale.at(value);
    }
}
