package io.llmloadtest.report.chart;

import java.util.List;

/** Where values lie on an axis, and which of them are marked. */
public sealed interface Scale permits LinearScale, LogScale {

    /** The place of a value: 0 at the axis' start, 1 at its end; values beyond lie at the nearer end. */
    double at(double value);

    /** Round values on the axis, in rising order. */
    List<Double> marks();
}
