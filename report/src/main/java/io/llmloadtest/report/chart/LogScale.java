package io.llmloadtest.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal ratios, equal lengths.
 *
 * @param from the axis' start, above 0
 * @param to its end, above the start
 */
public record LogScale(double from, double to) implements Scale {

    private static final int MOST_MARKS = 8;
    private static final double[] FACTORS = {1, 2, 5};
    private static final double ROUNDING = 1e-9;

    public LogScale {
        if (!(from > 0) || !(to > from)) {
            throw new IllegalArgumentException("a logarithmic axis from " + from + " to " + to);
        }
    }

    /** From the nearest of 1, 2, 5, 10, ... below the least to the nearest above the most. */
    public static LogScale around(double least, double most) {
        double from = below(least);
        double to = above(Math.max(most, least));
        return new LogScale(from, to > from ? to : above(from * (1 + 2 * ROUNDING)));
    }

    private static double below(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + ROUNDING));
        double nearest = decade;
        for (double factor : FACTORS) {
            nearest = factor * decade <= value * (1 + ROUNDING) ? factor * decade : nearest;
        }
        return nearest;
    }

    private static double above(double value) {
        double decade = Math.pow(10, Math.floor(Math.log10(value) + ROUNDING));
        for (double factor : FACTORS) {
            if (factor * decade >= value * (1 - ROUNDING)) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    @Override
    public double at(double value) {
        return value <= from ? 0 : Math.clamp(Math.log(value / from) / Math.log(to / from), 0.0, 1.0);
    }

    /** All of 1, 2 and 5 in each decade where they are few, else 1 alone. */
    @Override
    public List<Double> marks() {
        List<Double> all = marks(FACTORS);
        List<Double> decades = all.size() <= MOST_MARKS ? all : marks(new double[]{1});
        return decades.size() >= 2 ? decades : all;
    }

    private List<Double> marks(double[] factors) {
        List<Double> marks = new ArrayList<>();
        int last = (int) Math.floor(Math.log10(to) + ROUNDING);
        for (int exponent = (int) Math.floor(Math.log10(from) + ROUNDING); exponent <= last; exponent++) {
            for (double factor : factors) {
                double mark = exponent < 0 ? factor / Math.pow(10, -exponent) : factor * Math.pow(10, exponent);
                if (mark >= from * (1 - ROUNDING) && mark <= to * (1 + ROUNDING)) {
                    marks.add(mark);
                }
            }
        }
        return List.copyOf(marks);
    }
}
