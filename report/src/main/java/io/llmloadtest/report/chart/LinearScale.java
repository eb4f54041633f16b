package io.llmloadtest.report.chart;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Equal steps, equal lengths.
 *
 * @param from the axis' start
 * @param to its end, above the start
 * @param step between two marks; marks are multiples of it
 */
public record LinearScale(double from, double to, double step) implements Scale {

    private static final double ROUNDING = 1e-9;

    public LinearScale {
        if (!(to > from) || !(step > 0)) {
            throw new IllegalArgumentException("an axis from " + from + " to " + to + " by " + step);
        }
    }

    /** From 0 to {@code most} or the next mark above it, with about {@code marks} marks. An axis of nothing ends at 1. */
    public static LinearScale upTo(double most, int marks) {
        double end = most > 0 ? most : 1;
        double step = step(end / marks);
        return new LinearScale(0, step * Math.ceil(end / step - ROUNDING), step);
    }

    /** From the mark below {@code least} to the one above {@code most}, with about {@code marks} marks. */
    public static LinearScale around(double least, double most, int marks) {
        double range = most > least ? most - least : Math.max(Math.abs(most), 1e-6);
        double step = step(range / marks);
        double from = step * Math.floor(least / step + ROUNDING);
        double to = step * Math.ceil(most / step - ROUNDING);
        return new LinearScale(from, to > from ? to : from + step, step);
    }

    /** The smallest of 1, 2, 5, 10, ... that is at least {@code least}. */
    private static double step(double least) {
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[]{1, 2, 5}) {
            if (factor * decade >= least * (1 - ROUNDING)) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    @Override
    public double at(double value) {
        return Math.clamp((value - from) / (to - from), 0.0, 1.0);
    }

    @Override
    public List<Double> marks() {
        long first = Math.round(Math.ceil(from / step - ROUNDING));
        long last = Math.round(Math.floor(to / step + ROUNDING));
        return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
    }
}
