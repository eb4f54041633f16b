package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Errors and warnings, grouped by what they say. Only so many groups are kept; what further messages say is lost, but not
 * that they came. Not thread-safe.
 */
final class TroubleGroups {

    static final String FURTHER = "(further messages)";

    private static final int MOST_GROUPS = 200;
    private static final int MOST_OCCURRENCES = 1_000_000;

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Moments occurrences = new Moments(MOST_OCCURRENCES);
    private final Moments ungrouped = new Moments(MOST_OCCURRENCES);

    void add(Trouble trouble) {
        long nanos = Moments.nanos(trouble.at());
        int id = id(trouble, nanos);
        groups.get(id).firstNanos = Math.min(groups.get(id).firstNanos, nanos);
        occurrences.add(nanos, id);
    }

    private int id(Trouble trouble, long nanos) {
        String key = key(trouble);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        if (ids.size() < MOST_GROUPS) {
            return begin(key, trouble, nanos);
        }
        ungrouped.add(nanos, 0);
        Trouble any = new Trouble(trouble.at(), trouble.level(), LogEvent.Kind.OTHER, FURTHER);
        Integer further = ids.get(key(any));
        return further == null ? begin(key(any), any, nanos) : further;
    }

    private int begin(String key, Trouble trouble, long nanos) {
        ids.put(key, groups.size());
        groups.add(new Group(trouble, nanos));
        return groups.size() - 1;
    }

    private static String key(Trouble trouble) {
        return trouble.level() + " " + trouble.kind() + " " + MessageKey.of(trouble.message());
    }

    /** How much was lost of {@code (from, to]}. */
    long lost(long from, long to) {
        long[] count = {occurrences.leftOut(from, to)};
        ungrouped.between(from, to, (_, _) -> count[0]++);
        return count[0];
    }

    /**
     * The groups that occurred in {@code (from, to]}, in order of first appearance.
     *
     * @param open errors that may still get lines
     * @param runStart what came up to then is {@code seenBefore}
     */
    List<LogEvent> between(long from, long to, List<Trouble> open, long runStart) {
        Map<String, Count> counts = new LinkedHashMap<>();
        occurrences.between(from, to, (nanos, id) -> counts
                .computeIfAbsent(key(groups.get(id).trouble), _ -> new Count(groups.get(id))).add(nanos));
        for (Trouble trouble : open) {
            long nanos = Moments.nanos(trouble.at());
            if (nanos > from && nanos <= to) {
                Integer id = ids.get(key(trouble));
                Group group = id == null ? new Group(trouble, nanos) : groups.get(id);
                counts.computeIfAbsent(key(trouble), _ -> new Count(group)).add(nanos);
            }
        }
        return counts.values().stream().sorted((one, other) -> Long.compare(one.first, other.first))
                .map(count -> count.event(isBefore(count.group, open, runStart))).toList();
    }

    private static boolean isBefore(Group group, List<Trouble> open, long runStart) {
        return group.firstNanos <= runStart || open.stream().anyMatch(
                trouble -> Moments.nanos(trouble.at()) <= runStart && key(trouble).equals(key(group.trouble)));
    }

    /** Messages that say the same. */
    private static final class Group {

        private final Trouble trouble;
        private long firstNanos;

        Group(Trouble trouble, long firstNanos) {
            this.trouble = trouble;
            this.firstNanos = firstNanos;
        }
    }

    /** How often a group came. */
    private static final class Count {

        private final Group group;
        private long count;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Count(Group group) {
            this.group = group;
        }

        void add(long nanos) {
            count++;
            first = Math.min(first, nanos);
            last = Math.max(last, nanos);
        }

        LogEvent event(boolean seenBefore) {
            Instant from = Moments.instant(first);
            return new LogEvent(group.trouble.level(), group.trouble.kind(), group.trouble.message(), count, from,
                    Moments.instant(last), seenBefore);
        }
    }
}
