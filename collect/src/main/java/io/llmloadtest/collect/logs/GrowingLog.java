package io.llmloadtest.collect.logs;

import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A log while it grows: one thread enters lines, others ask or wait. What is entered also goes to the run folder. Safe for
 * use by several threads.
 */
final class GrowingLog {

    private final LogBook book = new LogBook();
    private final LogRecorder recorder;
    private final List<Instant> restarts = new ArrayList<>();
    private final List<Instant> cuts = new ArrayList<>();
    private LogDigest before = LogDigest.EMPTY;

    GrowingLog(LogRecorder recorder) {
        this.recorder = recorder;
    }

    /** Enters the lines from before the run, and begins the run after the last of them. */
    synchronized void begin(List<LogLine> earlier, Instant ifEmpty) {
        earlier.forEach(book::add);
        Instant start = earlier.stream().map(LogLine::at).max(Comparator.naturalOrder()).orElse(ifEmpty);
        before = book.before(start);
        book.beginRun(start);
        recorder.began(start, earlier);
    }

    synchronized void add(LogLine line) {
        book.add(line);
        recorder.add(line);
        notifyAll();
    }

    synchronized void cut(long bytes) {
        recorder.cut(bytes);
    }

    /** Notes that the server's container was started anew. */
    synchronized void restarted(Instant at) {
        restarts.add(at);
        recorder.restarted(at);
        notifyAll();
    }

    /** Notes that the server's container came to its end. */
    synchronized void ended(Instant at) {
        recorder.ended(at);
        notifyAll();
    }

    /** Notes that the log's file was begun anew, and whether lines may be lost with the old one. */
    synchronized void rotated(Instant at, boolean lossy) {
        if (lossy) {
            cuts.add(at);
        }
        recorder.rotated(at, lossy);
    }

    /** Wakes those who wait, so that they look again. */
    synchronized void changed() {
        notifyAll();
    }

    synchronized LogDigest before() {
        return before;
    }

    synchronized LogDigest between(Instant from, Instant to) {
        return withCuts(book.between(from, to), cuts, from, to);
    }

    /** The digest with the places counted where the log's file lost something that nobody read. */
    static LogDigest withCuts(LogDigest digest, List<Instant> cuts, Instant from, Instant to) {
        long inside = cuts.stream().filter(at -> at.isAfter(from) && !at.isAfter(to)).count();
        return inside == 0
                ? digest
                : new LogDigest(digest.lines(), digest.access(), digest.accessLogSeen(), digest.statsLogSeen(),
                        digest.stats(), digest.events(), digest.serverStarts(), digest.first(), digest.last(),
                        digest.cut() + inside);
    }

    synchronized boolean restartedIn(Instant from, Instant to) {
        return restarts.stream().anyMatch(at -> at.isAfter(from) && !at.isAfter(to));
    }

    /** Waits until a statistics line later than {@code moment} is in the book. */
    boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return await(() -> book.lastStatsAt().filter(at -> at.isAfter(moment)).isPresent(), atMost);
    }

    /**
     * Waits until {@code condition} holds; it is looked at again whenever the log changes.
     *
     * @return whether it held in time
     */
    synchronized boolean await(BooleanSupplier condition, Duration atMost) {
        long deadline = System.nanoTime() + Math.max(0, atMost.toNanos());
        try {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
