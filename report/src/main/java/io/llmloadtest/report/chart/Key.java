package io.llmloadtest.report.chart;

import io.llmloadtest.report.chart.Series.Shape;

/**
 * An entry of a chart's key: a sample of a series and its name.
 *
 * @param name the series' name
 * @param sample an SVG element
 */
public record Key(String name, String sample) {

    /** The entry of a series. */
    public static Key of(Series series) {
        return new Key(series.name(), sample(series));
    }

    private static String sample(Series series) {
        Markup out = new Markup().open("svg", "class", "key", "viewBox", "0 0 28 14", "aria-hidden", "true")
                .text("title", series.name());
        switch (series) {
            case Series.Line line -> mark(out.empty("path", "class", "line ink" + line.ink(), "d", "M0 7H28"),
                    line.ink(), line.shape());
            case Series.Steps steps -> out.empty("path", "class", "line ink" + steps.ink(), "d", "M0 7H28");
            case Series.Band band -> out.empty("path", "class", "area ink" + band.ink(), "d", "M0 2H28V12H0z");
            case Series.Dots dots -> out.empty("path", "class", "dots ink" + dots.ink(), "d", "M6 9h0M14 5h0M22 8h0");
            case Series.Words _ -> {
                // they speak for themselves
            }
            case Series.Marks marks -> mark(out, marks.ink(), marks.shape());
        }
        return out.close("svg").toString();
    }

    private static void mark(Markup out, int ink, Shape shape) {
        if (shape != Shape.NONE) {
            out.open("svg", "class", "mark", "x", "14", "y", "7").empty("path", "class", "ink" + ink, "d", shape.path())
                    .close("svg");
        }
    }
}
