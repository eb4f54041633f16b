package io.llmloadtest.report.chart;

import java.util.List;

/** What is drawn in a chart. Each has an ink: a number from 1 that the page gives a colour and a dash of its own. */
public sealed interface Series {

    /** Its name. */
    String name();

    /** Its colour and dash. */
    int ink();

    /**
     * A point.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     */
    record Point(double x, double y) {}

    /**
     * A line from point to point.
     *
     * @param pieces the line; between two pieces nothing is known, and nothing is drawn
     * @param shape drawn at each point
     */
    record Line(String name, int ink, List<List<Point>> pieces, Shape shape) implements Series {

        public Line {
            pieces = pieces.stream().map(List::copyOf).toList();
        }
    }

    /**
     * Values that each hold for a stretch.
     *
     * @param steps the stretches, in order; a gap between two is left open
     */
    record Steps(String name, int ink, List<Step> steps) implements Series {

        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A value that holds for a stretch.
     *
     * @param from where the stretch begins
     * @param to where it ends
     * @param y the value
     */
    record Step(double from, double to, double y) {}

    /**
     * The room between a lower and an upper value over each stretch.
     *
     * @param ranges the stretches, in order
     */
    record Band(String name, int ink, List<Range> ranges) implements Series {

        public Band {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * A range that holds for a stretch.
     *
     * @param from where the stretch begins
     * @param to where it ends
     * @param low the lower value
     * @param high the upper value
     */
    record Range(double from, double to, double low, double high) {}

    /** A cloud of many points, each a dot. */
    record Dots(String name, int ink, List<Point> points) implements Series {

        public Dots {
            points = List.copyOf(points);
        }
    }

    /** A few points, each a mark that can be told by its shape. */
    record Marks(String name, int ink, Shape shape, List<Point> points) implements Series {

        public Marks {
            points = List.copyOf(points);
        }
    }

    /** Words at points, such as what a point stands for. It has no place in a key. */
    record Words(List<Word> words) implements Series {

        public Words {
            words = List.copyOf(words);
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public int ink() {
            return 1;
        }
    }

    /**
     * Words at a point.
     *
     * @param x along the horizontal axis
     * @param y along the vertical axis
     * @param text the words
     */
    record Word(double x, double y, String text) {}

    /** A mark that can be told without its colour. */
    enum Shape {
        NONE(""), CIRCLE("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z"), SQUARE("M-4 -4h8v8h-8z"), TRIANGLE("M0 -5l5 9h-10z"),
        DIAMOND("M0 -5l5 5l-5 5l-5 -5z"), CROSS("M-4 -4l8 8M-4 4l8 -8"), PLUS("M-5 0h10M0 -5v10");

        private final String path;

        Shape(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        /** The shape of the line with that ink. */
        public static Shape ofInk(int ink) {
            Shape[] closed = {CIRCLE, SQUARE, TRIANGLE, DIAMOND, CROSS, PLUS};
            return closed[Math.floorMod(ink - 1, closed.length)];
        }
    }
}
