package io.llmloadtest.runner;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A line of a saved log, taken apart.
 *
 * @param stamp the RFC 3339 stamp before it, as {@code docker logs --timestamps} and its kin write it; empty without one
 * @param text the rest
 */
record LooseLine(Optional<Instant> stamp, String text) {

    private static final int SHORTEST_STAMP = "2026-11-25T10:15:30Z".length();
    private static final int LONGEST_STAMP = "2026-11-25T10:15:30.123456789+09:00".length();
    private static final int LONGEST_SERVICE = 100;

    static LooseLine of(String line) {
        Optional<LooseLine> stamped = stampedAt(line, 0);
        if (stamped.isPresent()) {
            return stamped.get();
        }
        // Compose writes the service's name and a bar before the stamp.
        int bar = line.indexOf(" | ");
        return bar < 0 || bar > LONGEST_SERVICE
                ? new LooseLine(Optional.empty(), line)
                : stampedAt(line, bar + 3).orElseGet(() -> new LooseLine(Optional.empty(), line));
    }

    private static Optional<LooseLine> stampedAt(String line, int at) {
        if (line.length() < at + SHORTEST_STAMP || line.charAt(at + 4) != '-' || line.charAt(at + 10) != 'T'
                || line.charAt(at + 13) != ':') {
            return Optional.empty();
        }
        int blank = line.indexOf(' ', at);
        int end = blank < 0 ? line.length() : blank;
        if (end - at > LONGEST_STAMP) {
            return Optional.empty();
        }
        try {
            Instant stamp = OffsetDateTime.parse(line.substring(at, end)).toInstant();
            return Optional.of(new LooseLine(Optional.of(stamp), blank < 0 ? "" : line.substring(blank + 1)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
