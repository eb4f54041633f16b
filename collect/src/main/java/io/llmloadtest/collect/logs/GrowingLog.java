package io.llmloadtest.collect.logs;

import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    private final List<Instant> rotations = new ArrayList<>();
    private Optional<Instant> ended = Optional.empty();
    private Optional<Skew> skew = Optional.empty();
    private Duration correction = Duration.ZERO;
    private LogDigest before = LogDigest.EMPTY;

    GrowingLog(LogRecorder recorder) {
        this.recorder = recorder;
    }

    /** Notes how far off the clock is that stamps the lines; from then on stamps are brought to our clock. */
    synchronized void stampedBy(Skew measured) {
        skew = Optional.of(measured);
        correction = measured.correction();
        recorder.stampedBy(measured);
    }

    /** Enters the lines from before the run, and begins the run after the last of them. */
    synchronized void begin(List<LogLine> earlier, Instant ifEmpty) {
        List<LogLine> lines = earlier.stream().map(this::byOurClock).toList();
        lines.forEach(book::add);
        Instant start = lines.stream().map(LogLine::at).max(Comparator.naturalOrder()).orElse(ifEmpty);
        before = book.before(start);
        book.beginRun(start);
        recorder.began(start, lines);
    }

    private LogLine byOurClock(LogLine line) {
        return correction.isZero() ? line : new LogLine(line.at().minus(correction), line.text());
    }

    /** A moment that the clock told which stamps the lines, by our clock. */
    synchronized Instant byOurClock(Instant at) {
        return at.minus(correction);
    }

    synchronized void add(LogLine stamped) {
        LogLine line = byOurClock(stamped);
        book.add(line);
        recorder.add(line);
        notifyAll();
    }

    synchronized void cut(long bytes) {
        recorder.cut(bytes);
    }

    /** Notes that the server's container was started anew, by our clock. */
    synchronized void restarted(Instant at) {
        restarts.add(at);
        recorder.restarted(at);
        notifyAll();
    }

    /** Notes that the server's container, or the command that tells the log, came to its end; by our clock. */
    synchronized void ended(Instant at) {
        ended = Optional.of(at);
        recorder.ended(at);
        notifyAll();
    }

    /** Notes that the log's file was begun anew, and whether lines may be lost with the old one. */
    synchronized void rotated(Instant at, boolean lossy) {
        rotations.add(at);
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
        return fate().withCuts(book.between(from, to), from, to);
    }

    /** What has happened to the log so far. */
    synchronized LogFate fate() {
        return new LogFate(restarts, ended, rotations, cuts, skew);
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
