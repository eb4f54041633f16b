package io.llmloadtest.simulator;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the newest log lines in memory and hands each to a listener. Safe to use from any thread. */
public final class MemoryLog implements LogSink {
    private final int capacity;
    private final Deque<Line> lines = new ArrayDeque<>();
    private Consumer<Line> listener = line -> {};
    private long dropped;

    /** Keeps that many lines at most; older ones are dropped and counted. */
    public MemoryLog(int capacity) {
        this.capacity = capacity;
    }

    /** One line with its time and stream, as in {@link LogSink#line}. */
    public record Line(Instant at, boolean stderr, String text) {}

    @Override
    public void line(Instant at, boolean stderr, String line) {
        var entry = new Line(at, stderr, line);
        Consumer<Line> now;
        synchronized (this) {
            lines.addLast(entry);
            if (lines.size() > capacity) {
                lines.removeFirst();
                dropped++;
            }
            now = listener;
        }
        now.accept(entry);
    }

    /** From now on each new line goes to this listener too, on the server's thread. */
    public synchronized void onLine(Consumer<Line> consumer) {
        listener = consumer;
    }

    /** The lines kept, oldest first. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The texts of {@link #lines()}. */
    public List<String> texts() {
        return lines().stream().map(Line::text).toList();
    }

    /** How many lines had to go for newer ones. */
    public synchronized long dropped() {
        return dropped;
    }
}
