package io.llmloadtest.evidence.logs;

import java.util.Optional;

/**
 * The head of a record: its level, in its place, and where the message starts. Forms:
 * {@code INFO 06-16 10:03:14 [loggers.py:87] message} (vLLM since 0.8.0), {@code INFO 01-17 03:11:25 metrics.py:396] message}
 * (before), {@code INFO:     message} (uvicorn), {@code WARNING:name:message} (Python's default),
 * {@code [2025-08-21 07:17:09,753] LMCache INFO: message}, {@code INFO target: message} (tracing in Rust).
 *
 * @param level the level
 * @param header what a record of several lines repeats on each of them; empty for forms that do not
 * @param source the file the line names, as a hint; may be empty
 * @param messageAt where the message starts
 */
record RecordHead(LogLevel level, String header, String source, int messageAt) {

    private static final int LONGEST_SOURCE = 120;
    private static final int WHERE_LEVELS_STAND = 80;
    private static final String[] WORDS = {"INFO ", "WARNING ", "ERROR ", "DEBUG ", "CRITICAL "};

    /** The head that stands at {@code at}. */
    static Optional<RecordHead> at(String text, int at) {
        if (at >= text.length()) {
            return Optional.empty();
        }
        char first = text.charAt(at);
        if (first == '[') {
            return bracketed(text, at);
        }
        if (first < 'A' || first > 'Z') {
            return Optional.empty();
        }
        int end = LogLevel.wordEnd(text, at);
        LogLevel level = LogLevel.of(text, at, end);
        if (level == LogLevel.NONE || end >= text.length()) {
            return Optional.empty();
        }
        if (text.charAt(end) == ':') {
            return Optional.of(new RecordHead(level, "", "", skipBlanks(text, end + 1)));
        }
        return text.charAt(end) == ' '
                ? dated(text, at, end, level).or(() -> targeted(text, end, level))
                : Optional.empty();
    }

    /**
     * Where a head of vLLM's own form stands behind other text: after a custom prefix, or glued to a line.
     *
     * @param within how far behind {@code from} it may begin
     */
    static int find(String text, int from, int within) {
        return Widening.find(Math.min(within, text.length() - from), reach -> nearest(text, from, reach));
    }

    private static int nearest(String text, int from, int within) {
        int nearest = -1;
        for (String word : WORDS) {
            int end = (int) Math.min(text.length(), (long) (nearest < 0 ? from + within : nearest) + word.length());
            int at = text.indexOf(word, from, end);
            while (at >= 0 && !isDate(text, at + word.length())) {
                at = text.indexOf(word, at + 1, end);
            }
            if (at >= 0 && (nearest < 0 || at < nearest)) {
                nearest = at;
            }
        }
        return nearest;
    }

    /** Where a head stands behind a custom prefix; a word further right is part of what is said. */
    static int findNear(String text, int from) {
        return find(text, from, WHERE_LEVELS_STAND);
    }

    private static Optional<RecordHead> dated(String text, int at, int end, LogLevel level) {
        int date = skipBlanks(text, end);
        if (!isDate(text, date)) {
            return Optional.empty();
        }
        int time = date + (text.charAt(date + 2) == '-' ? 14 : 19);
        int start = Math.min(time + 1, text.length());
        int source = skipBlanks(text, start);
        start = text.startsWith("[", source) ? source : start;
        int bracket = text.indexOf(']', start);
        if (bracket < 0 || bracket - start > LONGEST_SOURCE || !isSource(text, start, bracket)) {
            return Optional.of(new RecordHead(level, text.substring(at, Math.min(time, text.length())), "", start));
        }
        String file = text.substring(text.charAt(start) == '[' ? start + 1 : start, text.lastIndexOf(':', bracket));
        int message = bracket + 1 < text.length() && text.charAt(bracket + 1) == ' ' ? bracket + 2 : bracket + 1;
        return Optional.of(new RecordHead(level, text.substring(at, bracket), file, message));
    }

    private static Optional<RecordHead> targeted(String text, int end, LogLevel level) {
        int target = skipBlanks(text, end);
        int colon = text.indexOf(": ", target);
        int blank = text.indexOf(' ', target);
        return colon > target && blank == colon + 1
                ? Optional.of(new RecordHead(level, "", "", colon + 2))
                : Optional.empty();
    }

    /** {@code 11-25 01:08:23} or, with another date format, {@code 2026-11-25 01:08:23}. */
    private static boolean isDate(String text, int at) {
        int month = at + 4 < text.length() && text.charAt(at + 4) == '-' ? at + 5 : at;
        if (month + 14 > text.length()) {
            return false;
        }
        return isDigit(text, month) && isDigit(text, month + 1) && text.charAt(month + 2) == '-'
                && isDigit(text, month + 3) && text.charAt(month + 5) == ' ' && isDigit(text, month + 6)
                && text.charAt(month + 8) == ':' && isDigit(text, month + 9) && text.charAt(month + 11) == ':';
    }

    /** {@code [loggers.py:87}, {@code metrics.py:396}; shippers were seen to write {@code [serving_chat.py:1136[}. */
    private static boolean isSource(String text, int start, int bracket) {
        return text.lastIndexOf(' ', bracket) < start && text.lastIndexOf(':', bracket) > start;
    }

    private static Optional<RecordHead> bracketed(String text, int at) {
        int close = text.indexOf("] ", at);
        if (at + 1 >= text.length() || !isDigit(text, at + 1) || close < 0 || close - at > 40) {
            return Optional.empty();
        }
        int word = close + 2;
        for (int words = 0; words < 3 && word < text.length(); words++) {
            int end = LogLevel.wordEnd(text, word);
            LogLevel level = LogLevel.of(text, word, end);
            if (level != LogLevel.NONE && end < text.length() && text.charAt(end) == ':') {
                return Optional.of(new RecordHead(level, "", "", skipBlanks(text, end + 1)));
            }
            int blank = text.indexOf(' ', word);
            word = blank < 0 ? text.length() : blank + 1;
        }
        return Optional.empty();
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
