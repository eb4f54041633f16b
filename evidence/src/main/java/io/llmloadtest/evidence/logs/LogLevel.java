package io.llmloadtest.evidence.logs;

/** The level of a log record; {@code NONE} for a line that has no level, such as those of a bare traceback. */
enum LogLevel {
    NONE, DEBUG, INFO, WARNING, ERROR;

    private static final int LONGEST_WORD = 8;

    boolean isTrouble() {
        return this == WARNING || this == ERROR;
    }

    /** The level whose word ends at {@code end}; {@code NONE} when the letters before are none. */
    static LogLevel of(String text, int from, int end) {
        if (end - from < 4 || end - from > LONGEST_WORD) {
            return NONE;
        }
        return switch (text.substring(from, end)) {
            case "DEBUG", "TRACE" -> DEBUG;
            case "INFO" -> INFO;
            case "WARN", "WARNING" -> WARNING;
            case "ERROR", "CRITICAL", "FATAL" -> ERROR;
            default -> NONE;
        };
    }

    /** Where the word of capital letters that starts at {@code from} ends. */
    static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z' && at - from <= LONGEST_WORD) {
            at++;
        }
        return at;
    }
}
