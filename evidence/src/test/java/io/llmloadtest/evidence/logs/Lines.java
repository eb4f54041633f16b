package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.List;

/** Feeds lines to a book, one a second or all at a given time. */
final class Lines {

    static final Instant START = Instant.parse("2026-11-25T01:00:00Z");

    private Lines() {
    }

    static Instant second(double second) {
        return START.plusNanos((long) (second * 1e9));
    }

    static LogBook book(String... texts) {
        LogBook book = new LogBook();
        for (int at = 0; at < texts.length; at++) {
            book.add(new LogLine(second(at + 1), texts[at]));
        }
        return book;
    }

    /** What the lines say, all together. */
    static LogDigest digest(String... texts) {
        return book(texts).between(START, second(texts.length));
    }

    static LogDigest digest(List<LogLine> lines) {
        LogBook book = new LogBook();
        lines.forEach(book::add);
        return book.before(Instant.MAX);
    }

    static StatsLine onlyStats(String text) {
        return digest(text).stats().getFirst();
    }
}
