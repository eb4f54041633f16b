package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what matters of a log as its lines come in, and says what happened in any stretch of it. Thread-safe: one thread
 * may add lines while another asks. Memory is bounded; what did not fit is counted in {@link LogDigest#cut()}.
 *
 * <pre>{@code
 * LogBook book = new LogBook();
 * tail.forEach(book::add);
 * LogDigest before = book.before(start);
 * book.beginRun(start);
 * ...                                     // book.add(line) as the log grows
 * LogDigest level = book.between(start, end);
 * }</pre>
 */
public final class LogBook {

    private Optional<Instant> lastStatsAt = Optional.empty();

    /** Takes in the next line of the log. Lines must come in the log's own order. */
    public synchronized void add(LogLine line) {
        lastStatsAt = Optional.of(line.at());
    }

    /**
     * Says when the run began. Messages logged up to then have {@link LogEvent#seenBefore()}, and access lines up to then
     * are kept as mere counts.
     */
    public synchronized void beginRun(Instant at) {
        lastStatsAt = Optional.of(at);
    }

    /** What the log says of {@code (from, to]}. */
    public synchronized LogDigest between(Instant from, Instant to) {
        return from.isBefore(to) ? LogDigest.EMPTY : before(to);
    }

    /** What the log says of everything up to {@code until}, that moment included. */
    public synchronized LogDigest before(Instant until) {
        return until.isAfter(Instant.EPOCH) ? LogDigest.EMPTY : between(until, until);
    }

    /** When the last engine statistics line was recorded. */
    public synchronized Optional<Instant> lastStatsAt() {
        return lastStatsAt;
    }
}
