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
        return switch (end - from) {
            case 4 -> text.startsWith("INFO", from) ? INFO : text.startsWith("WARN", from) ? WARNING : NONE;
            case 5 -> text.startsWith("ERROR", from) || text.startsWith("FATAL", from)
                    ? ERROR
                    : text.startsWith("DEBUG", from) || text.startsWith("TRACE", from) ? DEBUG : NONE;
            case 7 -> text.startsWith("WARNING", from) ? WARNING : NONE;
            case 8 -> text.startsWith("CRITICAL", from) ? ERROR : NONE;
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
