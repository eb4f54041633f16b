package io.llmloadtest.evidence.logs;

/**
 * Finds where a log shipper's own prefix ends: RFC 3339 stamps ({@code docker logs --timestamps}, {@code kubectl},
 * containerd's {@code stdout F}), {@code [pod/name/container]}, {@code service  | } of compose, journald's
 * {@code Aug 19 18:34:30 host unit[8707]: }, PyTorch's {@code [rank0]: }.
 */
final class OuterPrefix {

    private static final int LONGEST_NAME = 100;

    private OuterPrefix() {
    }

    /** Where the record itself starts. */
    static int skip(String text) {
        int at = 0;
        for (int layer = 0; layer < 4; layer++) {
            int next = skipOne(text, at);
            if (next == at) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static int skipOne(String text, int at) {
        if (at >= text.length()) {
            return at;
        }
        char first = text.charAt(at);
        if (first == '(' || first == ' ' || first == '{') {
            return at;
        }
        if (first == '[') {
            return skipBracket(text, at);
        }
        if (first >= '0' && first <= '9') {
            return skipStamp(text, at);
        }
        if (LogLevel.of(text, at, LogLevel.wordEnd(text, at)) != LogLevel.NONE) {
            return at;
        }
        int unit = isMonthAndTime(text, at) ? skipUnit(text, at + 16) : at;
        return unit > at ? unit : skipService(text, at);
    }

    private static int skipBracket(String text, int at) {
        if (text.startsWith("[pod/", at)) {
            int end = text.indexOf("] ", at);
            return end < 0 || end - at > 4 * LONGEST_NAME ? at : end + 2;
        }
        if (text.startsWith("[rank", at)) {
            int end = text.indexOf("]: ", at);
            return end < 0 || end - at > 16 ? at : end + 3;
        }
        return at;
    }

    /** {@code 2026-11-25T01:08:23.719329775Z } with any fraction and offset, then containerd's or journald's words. */
    private static int skipStamp(String text, int at) {
        if (text.length() < at + 20 || text.charAt(at + 4) != '-' || text.charAt(at + 7) != '-'
                || text.charAt(at + 10) != 'T' || text.charAt(at + 13) != ':') {
            return at;
        }
        int blank = text.indexOf(' ', at);
        if (blank < 0 || blank - at > 40) {
            return at;
        }
        int next = blank + 1;
        if (text.startsWith("stdout ", next) || text.startsWith("stderr ", next)) {
            return Math.min(next + 9, text.length());
        }
        return skipUnit(text, blanksBeforeLevel(text, next));
    }

    /** Where a level stands behind blanks; before anything else they are a traceback's indentation, and stay. */
    static int blanksBeforeLevel(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return LogLevel.of(text, at, LogLevel.wordEnd(text, at)) == LogLevel.NONE ? from : at;
    }

    /** {@code Aug 19 18:34:30 }. */
    private static boolean isMonthAndTime(String text, int at) {
        return text.length() > at + 16 && text.charAt(at + 3) == ' ' && text.charAt(at + 6) == ' '
                && text.charAt(at + 9) == ':' && text.charAt(at + 12) == ':' && text.charAt(at + 15) == ' ';
    }

    /** {@code host unit[8707]: }; where there is none, {@code at} itself. */
    private static int skipUnit(String text, int at) {
        int colon = text.indexOf(": ", at);
        if (colon < 0 || colon - at > LONGEST_NAME || text.charAt(colon - 1) != ']') {
            return at;
        }
        int bracket = text.lastIndexOf('[', colon);
        int blank = text.indexOf(' ', at);
        boolean isUnit = bracket > at && blank > at && blank < bracket && text.indexOf(' ', blank + 1) > bracket;
        return isUnit ? colon + 2 : at;
    }

    /** Compose pads names to one width, so blanks stand between the name and the bar. */
    private static int skipService(String text, int at) {
        int bar = text.indexOf(" | ", at);
        if (bar < 0 || bar - at > LONGEST_NAME) {
            return at;
        }
        int blank = text.indexOf(' ', at);
        return text.substring(blank, bar).isBlank() ? bar + 3 : at;
    }
}
