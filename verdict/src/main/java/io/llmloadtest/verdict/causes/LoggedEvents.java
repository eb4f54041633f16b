package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.verdict.balance.Hearing;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Grouped log records of one level as values. */
final class LoggedEvents {

    private LoggedEvents() {
    }

    static Optional<Values> of(Hearing hearing, LogEvent.Level level) {
        List<LogEvent> events = hearing.admitted().digest().events().stream()
                .filter(event -> event.level() == level).toList();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Values values = new Values().put("events", total(events)).put("ours", ours(hearing, events))
                .put("seen_before", total(events.stream().filter(LogEvent::seenBefore).toList()))
                .put("messages",
                        events.stream().sorted(Comparator.comparingLong(LogEvent::count).reversed())
                                .map(event -> event.count() + " x " + event.message()).toList())
                .put("kinds", events.stream().map(event -> event.kind().name().toLowerCase(Locale.ROOT)).distinct()
                        .sorted().toList());
        events.stream().map(LogEvent::first).min(Comparator.naturalOrder()).map(Instant::toString)
                .ifPresent(first -> values.put("first", first));
        events.stream().map(LogEvent::last).max(Comparator.naturalOrder()).map(Instant::toString)
                .ifPresent(last -> values.put("last", last));
        return Optional.of(values);
    }

    /** A 404 of ours explains as many records of an unknown model, a 400 as many of an invalid request. */
    private static long ours(Hearing hearing, List<LogEvent> events) {
        return matched(hearing, events, LogEvent.Kind.UNKNOWN_MODEL, 404)
                + matched(hearing, events, LogEvent.Kind.INVALID_REQUEST, 400);
    }

    private static long matched(Hearing hearing, List<LogEvent> events, LogEvent.Kind kind, int status) {
        long logged = total(events.stream().filter(event -> event.kind() == kind).toList());
        return Math.min(logged, hearing.admitted().ours().heads(head -> head == status));
    }

    private static long total(List<LogEvent> events) {
        return events.stream().mapToLong(LogEvent::count).sum();
    }
}
