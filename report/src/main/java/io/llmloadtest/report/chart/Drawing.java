package io.llmloadtest.report.chart;

import io.llmloadtest.report.chart.Chart.Region;
import io.llmloadtest.report.chart.Series.Point;
import io.llmloadtest.report.chart.Series.Shape;
import java.util.List;
import java.util.Locale;

/**
 * Draws a chart. Lines lie in an inner drawing of 1000 by 1000 that is stretched to the room there is; texts and marks lie
 * outside of it, placed by percentages, and are not stretched.
 */
final class Drawing {

    private static final int SIDE = 1000;

    /** A region narrower than this share of the axis has no room for its words. */
    private static final double NARROWEST_LABEL = 0.035;

    private final Chart chart;
    private final Markup out = new Markup();

    Drawing(Chart chart) {
        this.chart = chart;
    }

    String svg() {
        String id = chart.id();
        out.open("svg", "class", "chart " + chart.height().name().toLowerCase(Locale.ROOT), "role", "img",
                "aria-labelledby", id + "-title " + id + "-desc");
        out.text("title", chart.title(), "id", id + "-title");
        out.text("desc", chart.description(), "id", id + "-desc");
        regions();
        grid();
        out.open("svg", "viewBox", "0 0 " + SIDE + " " + SIDE, "preserveAspectRatio", "none", "width", "100%",
                "height", "100%");
        chart.series().forEach(this::lines);
        out.close("svg");
        chart.series().forEach(this::marks);
        return out.close("svg").toString();
    }

    private void regions() {
        for (Region region : chart.regions()) {
            double from = chart.x().at(region.from());
            double to = chart.x().at(region.to());
            out.empty("rect", "class", "region", "x", percent(from), "y", "0", "width", percent(to - from), "height",
                    "100%");
            if (!region.label().isEmpty() && to - from >= NARROWEST_LABEL) {
                out.text("text", region.label(), "class", "name", "x", percent((from + to) / 2), "y", "0", "dy",
                        "-0.4em");
            }
        }
    }

    private void grid() {
        for (Axis.Label label : chart.y().labels()) {
            String y = percent(1 - chart.y().at(label.value()));
            out.empty("line", "class", "grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
            out.text("text", label.text(), "class", "y", "x", "-8", "y", y, "dy", "0.32em");
        }
        out.empty("line", "class", "axis", "x1", "0", "x2", "100%", "y1", "100%", "y2", "100%");
        for (Axis.Label label : chart.x().labels()) {
            String x = percent(chart.x().at(label.value()));
            out.empty("line", "class", "axis", "x1", x, "x2", x, "y1", "100%", "y2", "100%", "transform",
                    "translate(0 4)");
            out.text("text", label.text(), "class", "x", "x", x, "y", "100%", "dy", "1.35em");
        }
    }

    private void lines(Series series) {
        switch (series) {
            case Series.Line line -> path("line", line.ink(), Paths.line(line.pieces(), this::x, this::y));
            case Series.Steps steps -> path("line", steps.ink(), Paths.steps(steps.steps(), this::x, this::y));
            case Series.Band band -> path("area", band.ink(), Paths.band(band.ranges(), this::x, this::y));
            case Series.Dots dots -> path("dots", dots.ink(), Paths.dots(dots.points(), this::x, this::y));
            case Series.Marks _,Series.Words _ -> {
                // not stretched: see below
            }
        }
    }

    private void path(String kind, int ink, String path) {
        if (!path.isEmpty()) {
            out.empty("path", "class", kind + " ink" + ink, "d", path);
        }
    }

    private void marks(Series series) {
        switch (series) {
            case Series.Line line -> line.pieces().forEach(piece -> marks(line.shape(), line.ink(), piece));
            case Series.Marks marks -> marks(marks.shape(), marks.ink(), marks.points());
            case Series.Words words -> words.words().forEach(word -> out.text("text", word.text(), "class", "word", "x",
                    percent(chart.x().at(word.x())), "y", percent(1 - chart.y().at(word.y())), "dx", "6", "dy",
                    "1.2em"));
            case Series.Steps _,Series.Band _,Series.Dots _ -> {
                // lines are enough
            }
        }
    }

    private void marks(Shape shape, int ink, List<Point> points) {
        if (shape == Shape.NONE) {
            return;
        }
        points.forEach(point -> out
                .open("svg", "class", "mark", "x", percent(chart.x().at(point.x())), "y",
                        percent(1 - chart.y().at(point.y())))
                .empty("path", "class", "ink" + ink, "d", shape.path()).close("svg"));
    }

    private double x(double value) {
        return SIDE * chart.x().at(value);
    }

    private double y(double value) {
        return SIDE * (1 - chart.y().at(value));
    }

    private static String percent(double share) {
        return Paths.number(100 * share) + "%";
    }
}
