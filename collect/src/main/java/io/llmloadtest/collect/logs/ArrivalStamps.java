package io.llmloadtest.collect.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * Finds the time a log line bears itself: at its head, as {@code docker logs -t} and {@code kubectl logs --timestamps}
 * write it, or behind {@code [pod/name/container] } or {@code service  | }.
 */
final class ArrivalStamps {

    private static final int LONGEST_PREFIX = 400;

    private ArrivalStamps() {
    }

    /** The line's own time; empty when it bears none. */
    static Optional<Instant> of(String text) {
        int start = 0;
        if (text.startsWith("[pod/")) {
            start = text.indexOf("] ") + 2;
        } else if (!text.isEmpty() && !Character.isDigit(text.charAt(0))) {
            int bar = text.indexOf(" | ");
            start = bar < 0 ? -1 : bar + 3;
        }
        if (start < 0 || start > LONGEST_PREFIX) {
            return Optional.empty();
        }
        int blank = text.indexOf(' ', start);
        int end = blank < 0 ? text.length() : blank;
        return end - start > Rfc3339.LONGEST ? Optional.empty() : Rfc3339.read(text.substring(start, end));
    }
}
