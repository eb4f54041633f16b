package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final int MOST_LINES = 8_000_000;
    private static final int MOST_KEYS = 2000;
    private static final int MOST_STARTS = 10_000;

    private final List<AccessKey> keys = new ArrayList<>();
    private final Map<AccessKey, Integer> keyCodes = new HashMap<>();
    private final Moments lines = new Moments(MOST_LINES);
    private final Moments starts = new Moments(MOST_STARTS);
    private final TroubleGroups groups = new TroubleGroups();
    private final TroubleAssembler assembler = new TroubleAssembler(groups::add);
    private final StatsHistory stats = new StatsHistory();
    private final RequestHistory requests = new RequestHistory();
    private final PortHistory ports = new PortHistory();
    private final LineReader reader = new LineReader(new Intake(), new AccessParser());
    private final AccessTally earlier = new AccessTally(keys);

    private long runStart = Long.MIN_VALUE;
    private long now;
    private int lineCode;
    private boolean accessLogSeen;
    private Optional<Instant> lastStatsAt = Optional.empty();

    /** Takes in the next line of the log. Lines must come in the log's own order. */
    public synchronized void add(LogLine line) {
        now = Moments.nanos(line.at());
        lineCode = 0;
        reader.read(line.at(), line.text());
        keep(now, lineCode);
    }

    /**
     * Says when the run began. Messages logged up to then have {@link LogEvent#seenBefore()}, and access lines up to then
     * are kept as mere counts, which only {@link #before} tells; of single requests, what was said before this call is
     * forgotten. Without this call a message is seen before when it came
     * before the stretch that is asked for.
     */
    public synchronized void beginRun(Instant at) {
        runStart = Moments.nanos(at);
        lines.takeUpTo(runStart, earlier::add);
        requests.beginRun();
        ports.beginRun(runStart);
    }

    /** What the log says of {@code (from, to]}. */
    public synchronized LogDigest between(Instant from, Instant to) {
        return digest(from, to, new AccessTally(keys));
    }

    /**
     * What the log says of everything up to {@code until}, that moment included; it should not lie before the beginning of
     * the run.
     */
    public synchronized LogDigest before(Instant until) {
        return digest(Instant.MIN, until, earlier.copy());
    }

    /** When the last engine statistics line was recorded. */
    public synchronized Optional<Instant> lastStatsAt() {
        return lastStatsAt;
    }

    private LogDigest digest(Instant from, Instant to, AccessTally tally) {
        long after = Moments.nanos(from);
        long until = Moments.nanos(to);
        lines.between(after, until, tally::add);
        int[] started = {0};
        starts.between(after, until, (_, _) -> started[0]++);
        long seenUntil = runStart == Long.MIN_VALUE ? after : runStart;
        List<LogEvent> events = groups.between(after, until, assembler.open(), seenUntil);
        long cut = lines.leftOut(after, until) + groups.lost(after, until) + stats.droppedAfter(after);
        return new LogDigest(tally.lines(), tally.counts(), accessLogSeen, lastStatsAt.isPresent(),
                stats.between(from, to), events, started[0], tally.first(), tally.last(),
                requests.between(after, until, ports.between(after, until)), cut);
    }

    private void keep(long nanos, int code) {
        if (nanos <= runStart) {
            earlier.add(nanos, code);
        } else {
            lines.add(nanos, code);
        }
    }

    private int code(AccessKey key) {
        Integer known = keyCodes.get(key);
        if (known != null) {
            return known;
        }
        boolean fits = keys.size() < MOST_KEYS;
        AccessKey kept = fits ? key : new AccessKey("", AccessTally.OTHER_PATHS, key.status() % 1000);
        return keyCodes.computeIfAbsent(kept, _ -> {
            keys.add(kept);
            return keys.size();
        });
    }

    /** Files what the reader finds in the line at hand. */
    private final class Intake implements LineSink {

        @Override
        public void access(Instant at, AccessKey key, int port) {
            accessLogSeen = true;
            if (now > runStart && key.isCall()) {
                ports.add(now, port);
            }
            if (lineCode == 0) {
                lineCode = code(key);
            } else {
                keep(now, code(key) | AccessTally.GLUED);
            }
        }

        @Override
        public void stats(Instant at, String process, EngineStats line) {
            lastStatsAt = Optional.of(at);
            stats.add(at, process, line);
        }

        @Override
        public void start(Instant at, boolean up) {
            stats.serverStarts();
            if (up) {
                starts.add(now, 0);
            }
        }

        @Override
        public void request(Instant at, RequestLine line) {
            if (now <= runStart) {
                requests.see(line);
            } else {
                requests.add(now, line);
            }
        }

        @Override
        public void flags(ServerFlags flags) {
            // Nothing is judged by them.
        }

        @Override
        public void record(Instant at, LogRecord line) {
            assembler.take(at, line);
        }
    }
}
