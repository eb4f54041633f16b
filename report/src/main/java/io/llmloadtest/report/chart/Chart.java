package io.llmloadtest.report.chart;

import java.util.List;

/**
 * A chart.
 *
 * @param id its name in the page, of letters, digits and dashes
 * @param title what it shows
 * @param description the same for who cannot see it: what the lines do
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param regions stretches of the horizontal axis that are shaded
 * @param series what is drawn, the last on top
 * @param height how high it is
 */
public record Chart(String id, String title, String description, Axis x, Axis y, List<Region> regions,
        List<Series> series, Height height) {

    public Chart {
        regions = List.copyOf(regions);
        series = List.copyOf(series);
    }

    /**
     * A shaded stretch of the horizontal axis.
     *
     * @param from where it begins
     * @param to where it ends
     * @param label its words; may be empty
     */
    public record Region(double from, double to, String label) {}

    /** How high a chart is. */
    public enum Height {
        LOW, USUAL
    }

    /** The chart as an SVG element. */
    public String svg() {
        return new Drawing(this).svg();
    }
}
