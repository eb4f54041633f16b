package io.llmloadtest.report.chart;

import io.llmloadtest.report.chart.Series.Point;
import io.llmloadtest.report.chart.Series.Range;
import io.llmloadtest.report.chart.Series.Step;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Path data of SVG, with as few characters as it takes. */
final class Paths {

    private static final double SAME_PLACE = 1e-9;

    private Paths() {
    }

    static String line(List<List<Point>> pieces, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        StringBuilder path = new StringBuilder();
        for (List<Point> piece : pieces) {
            for (int i = 0; i < piece.size(); i++) {
                path.append(i == 0 ? "M" : "L").append(at(x, piece.get(i).x())).append(' ')
                        .append(at(y, piece.get(i).y()));
            }
            if (piece.size() == 1) {
                path.append("h0");
            }
        }
        return path.toString();
    }

    static String steps(List<Step> steps, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        StringBuilder path = new StringBuilder();
        double end = Double.NEGATIVE_INFINITY;
        for (Step step : steps) {
            if (Math.abs(step.from() - end) < SAME_PLACE) {
                path.append('V').append(at(y, step.y()));
            } else {
                path.append('M').append(at(x, step.from())).append(' ').append(at(y, step.y()));
            }
            path.append('H').append(at(x, step.to()));
            end = step.to();
        }
        return path.toString();
    }

    static String band(List<Range> ranges, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        StringBuilder path = new StringBuilder();
        for (Range range : ranges) {
            if (range.high() > range.low()) {
                path.append('M').append(at(x, range.from())).append(' ').append(at(y, range.low())).append('V')
                        .append(at(y, range.high())).append('H').append(at(x, range.to())).append('V')
                        .append(at(y, range.low())).append('z');
            }
        }
        return path.toString();
    }

    /** A line of no length has round ends, which is a dot. */
    static String dots(List<Point> points, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        StringBuilder path = new StringBuilder();
        points.forEach(point -> path.append('M').append(at(x, point.x())).append(' ').append(at(y, point.y()))
                .append("h0"));
        return path.toString();
    }

    private static String at(DoubleUnaryOperator scale, double value) {
        return number(scale.applyAsDouble(value));
    }

    /** With one decimal at most. */
    static String number(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0
                ? Long.toString(tenths / 10)
                : (tenths < 0 ? "-" : "") + Math.abs(tenths / 10) + "." + Math.abs(tenths % 10);
    }
}
