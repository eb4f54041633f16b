package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics lines of a log, of which the latest are kept. When asked, each gets its window from what the spacing of
 * its engine's lines tells about the server since it started. Not thread-safe.
 */
final class StatsHistory {

    private static final int MOST_LINES = 100_000;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private int starts;
    private long dropped;
    private long lastDropped = Long.MIN_VALUE;

    /** A server starts: its first line is not to be trusted, and its interval may be another. */
    void serverStarts() {
        starts++;
    }

    void add(Instant at, String process, EngineStats stats) {
        if (entries.size() == MOST_LINES) {
            lastDropped = Math.max(lastDropped, Moments.nanos(entries.removeFirst().at()));
            dropped++;
        }
        entries.addLast(new Entry(at, engine(process, stats), starts, stats));
    }

    /** How many lines were dropped, when some of them may lie behind {@code from}. */
    long droppedAfter(long from) {
        return lastDropped > from ? dropped : 0;
    }

    /** The lines in {@code (from, to]} in order of time. */
    List<StatsLine> between(Instant from, Instant to) {
        Map<String, List<Entry>> perServer = new LinkedHashMap<>();
        for (Entry entry : entries) {
            perServer.computeIfAbsent(entry.engine() + " " + entry.start(), _ -> new ArrayList<>()).add(entry);
        }
        List<StatsLine> lines = new ArrayList<>();
        for (List<Entry> one : perServer.values()) {
            StatsWindows windows = new StatsWindows(one);
            for (int at = 0; at < one.size(); at++) {
                Instant when = one.get(at).at();
                if (when.isAfter(from) && !when.isAfter(to)) {
                    lines.add(windows.line(at));
                }
            }
        }
        lines.sort(Comparator.comparing(StatsLine::at));
        return lines;
    }

    /** Several API servers (0.9.1 to 0.10.1) each write lines of their own part of every engine. */
    private static String engine(String process, EngineStats stats) {
        boolean isOneOfSeveral = process.startsWith("ApiServer_") || process.startsWith("APIServer_");
        return isOneOfSeveral && !stats.engine().equals("aggregated") ? process + "/" + stats.engine() : stats.engine();
    }

    /**
     * A line.
     *
     * @param at when it was recorded
     * @param engine the engine
     * @param start how many starts the log had shown by then
     * @param stats what it says
     */
    record Entry(Instant at, String engine, int start, EngineStats stats) {}
}
