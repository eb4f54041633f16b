package io.llmloadtest.store.chronicle;

import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes many points few without losing the shape of the cloud. Time and, by ratio, TTFT are divided into cells; of each cell
 * that holds anything one request, the first that was sent, stands for all. So an outlier, alone in its cell, is always kept;
 * and in each column of cells the slowest request is the one that stands for its cell.
 */
final class Thinning {

    /** As many points are shown at most. */
    static final int MOST = 4000;

    private static final int COLUMNS = 500;
    private static final double FINEST = 1.02;
    private static final double COARSER = 1.4;
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
            ratio = Math.pow(ratio, COARSER);
            cells = cells(all, seconds, ratio);
        }
        for (FirstToken slowest : slowest(all, seconds).values()) {
            cells.computeIfPresent(Cell.of(slowest, seconds, ratio),
                    (_, kept) -> standingFor(slowest, kept.requests()));
        }
        return cells.values().stream().sorted(Comparator.comparingDouble(FirstToken::at)).toList();
    }

    private record Cell(int column, int row, boolean warmUp) {

        static Cell of(FirstToken point, double seconds, double ratio) {
            double rows = Math.log(Math.max(point.millis(), LEAST_MILLIS)) / Math.log(ratio);
            return new Cell(columnOf(point, seconds), (int) Math.floor(rows), point.warmUp());
        }
    }

    private static int columnOf(FirstToken point, double seconds) {
        return (int) Math.min(COLUMNS - 1, COLUMNS * Math.max(0, point.at()) / Math.max(seconds, 1e-9));
    }

    private static Map<Cell, FirstToken> cells(List<FirstToken> all, double seconds, double ratio) {
        Map<Cell, FirstToken> cells = new HashMap<>();
        all.forEach(point -> cells.merge(Cell.of(point, seconds, ratio), point,
                (first, other) -> standingFor(first, first.requests() + other.requests())));
        return cells;
    }

    private static Map<Integer, FirstToken> slowest(List<FirstToken> all, double seconds) {
        Map<Integer, FirstToken> slowest = new HashMap<>();
        all.forEach(point -> slowest.merge(columnOf(point, seconds), point,
                (one, other) -> one.millis() >= other.millis() ? one : other));
        return slowest;
    }

    private static FirstToken standingFor(FirstToken point, long requests) {
        return new FirstToken(point.at(), point.millis(), requests, point.warmUp());
    }
}
