package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What a log says of one stretch of time.
 *
 * @param lines lines recorded in it
 * @param access access lines in it, counted
 * @param accessLogSeen whether the log has an access line anywhere, before the stretch included
 * @param statsLogSeen whether the log has a statistics line anywhere
 * @param stats statistics lines in it, in order
 * @param events errors and warnings in it, grouped, in order of first appearance
 * @param serverStarts how many times a server said in it that it started
 * @param first when its first line was recorded
 * @param last when its last line was recorded
 * @param requests what it says of single requests
 * @param cut lines or groups that were dropped to keep memory bounded
 */
public record LogDigest(long lines, Map<AccessKey, Long> access, boolean accessLogSeen, boolean statsLogSeen,
        List<StatsLine> stats, List<LogEvent> events, int serverStarts, Optional<Instant> first, Optional<Instant> last,
        RequestLines requests, long cut) {

    /** A digest of a log that tells no requests apart. */
    public LogDigest(long lines, Map<AccessKey, Long> access, boolean accessLogSeen, boolean statsLogSeen,
            List<StatsLine> stats, List<LogEvent> events, int serverStarts, Optional<Instant> first,
            Optional<Instant> last, long cut) {
        this(lines, access, accessLogSeen, statsLogSeen, stats, events, serverStarts, first, last, RequestLines.NONE,
                cut);
    }

    /** Nothing. */
    public static final LogDigest EMPTY = new LogDigest(0, Map.of(), false, false, List.of(), List.of(), 0,
            Optional.empty(), Optional.empty(), 0);

    public LogDigest {
        access = Map.copyOf(access);
        stats = List.copyOf(stats);
        events = List.copyOf(events);
    }

    /** Access lines of the given paths whose status passes. A path matches when it ends with one of {@code paths}. */
    public long accessLines(Set<String> paths, IntPredicate status) {
        return access.entrySet().stream()
                .filter(entry -> status.test(entry.getKey().status())
                        && paths.stream().anyMatch(path -> entry.getKey().path().endsWith(path)))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** How many events of a level there were, repetitions counted. */
    public long events(LogEvent.Level level) {
        return events.stream().filter(event -> event.level() == level).mapToLong(LogEvent::count).sum();
    }
}
