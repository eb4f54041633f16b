package io.llmloadtest.store.chronicle;

import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes many points few without losing the shape of the cloud. Time and, by ratio, TTFT are divided into cells; each cell that
 * holds anything keeps its slowest request, which stands for all of them. So an outlier, alone in its cell, is always kept,
 * and the slowest of all is kept to the nanosecond.
 */
final class Thinning {

    /** As many points are shown at most. */
    static final int MOST = 4000;

    private static final int COLUMNS = 500;
    private static final double FINEST = 1.02;
    private static final double LEAST_MILLIS = 1e-3;

    private Thinning() {
    }

    static List<FirstToken> of(List<FirstToken> all, double seconds) {
        if (all.size() <= MOST) {
            return all;
        }
        double ratio = FINEST;
        Map<Cell, FirstToken> cells = cells(all, seconds, ratio);
        while (cells.size() > MOST) {
            ratio *= ratio;
            cells = cells(all, seconds, ratio);
        }
        return cells.values().stream().sorted(Comparator.comparingDouble(FirstToken::at)).toList();
    }

    private record Cell(int column, int row, boolean warmUp) {

        static Cell of(FirstToken point, double seconds, double ratio) {
            int column = (int) Math.min(COLUMNS - 1, COLUMNS * Math.max(0, point.at()) / Math.max(seconds, 1e-9));
            double rows = Math.log(Math.max(point.millis(), LEAST_MILLIS)) / Math.log(ratio);
            return new Cell(column, (int) Math.floor(rows), point.warmUp());
        }
    }

    private static Map<Cell, FirstToken> cells(List<FirstToken> all, double seconds, double ratio) {
        Map<Cell, FirstToken> cells = new HashMap<>();
        all.forEach(point -> cells.merge(Cell.of(point, seconds, ratio), point, Thinning::together));
        return cells;
    }

    private static FirstToken together(FirstToken one, FirstToken other) {
        FirstToken slower = one.millis() >= other.millis() ? one : other;
        return new FirstToken(slower.at(), slower.millis(), one.requests() + other.requests(), slower.warmUp());
    }
}
