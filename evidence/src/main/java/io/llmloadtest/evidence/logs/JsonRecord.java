package io.llmloadtest.evidence.logs;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A record that a JSON formatter wrote, such as python-json-logger's {@code {"message": ..., "levelname": ...}}. Only the
 * text values of the outermost object are read.
 *
 * @param level the level; {@code INFO} when there is none
 * @param message the message
 * @param traceback the traceback that belongs to it; may be empty
 */
record JsonRecord(LogLevel level, String message, String traceback) {

    private static final int MOST_FIELDS = 100;

    /** The record that starts with the brace at {@code from}; empty when it is no such JSON. */
    static Optional<JsonRecord> parse(String text, int from) {
        Map<String, String> fields = new Scanner(text, from + 1).fields();
        Optional<String> message = first(fields, "message", "msg", "event");
        return message.map(said -> new JsonRecord(level(fields), said,
                first(fields, "exc_info", "exception", "stack_trace", "traceback").orElse("")));
    }

    /** The record as JSON of one line. */
    String text() {
        String level = this.level.name();
        String told = traceback.isEmpty() ? "" : ", \"exc_info\": " + quote(traceback);
        return "{\"levelname\": \"" + level + "\", \"message\": " + quote(message) + told + "}";
    }

    private static LogLevel level(Map<String, String> fields) {
        String word = first(fields, "levelname", "level", "severity", "log.level").orElse("INFO")
                .toUpperCase(Locale.ROOT);
        LogLevel level = LogLevel.of(word, 0, word.length());
        return level == LogLevel.NONE ? LogLevel.INFO : level;
    }

    private static Optional<String> first(Map<String, String> fields, String... names) {
        for (String name : names) {
            if (fields.containsKey(name)) {
                return Optional.of(fields.get(name));
            }
        }
        return Optional.empty();
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            switch (next) {
                case '"', '\\' -> quoted.append('\\').append(next);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(next < ' ' ? ' ' : next);
            }
        }
        return quoted.append('"').toString();
    }

    /** Walks over one object without building a tree. */
    private static final class Scanner {

        private final String text;
        private int at;

        Scanner(String text, int from) {
            this.text = text;
            this.at = from;
        }

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            while (fields.size() < MOST_FIELDS && seek('"')) {
                String name = string();
                if (!seek(':')) {
                    break;
                }
                at++;
                skipBlanks();
                if (at < text.length() && text.charAt(at) == '"') {
                    fields.putIfAbsent(name, string());
                } else {
                    skipValue();
                }
            }
            return fields;
        }

        /** Goes to the next {@code wanted} before which nothing but blanks and commas stand. */
        private boolean seek(char wanted) {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ',')) {
                at++;
            }
            return at < text.length() && text.charAt(at) == wanted;
        }

        private void skipBlanks() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }

        private void skipValue() {
            int depth = 0;
            while (at < text.length()) {
                char next = text.charAt(at);
                if (next == '"') {
                    string();
                    continue;
                }
                if (next == '{' || next == '[') {
                    depth++;
                } else if (depth == 0 && (next == ',' || next == '}')) {
                    return;
                } else if (next == '}' || next == ']') {
                    depth--;
                }
                at++;
            }
        }

        private String string() {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                char next = text.charAt(at++);
                if (next == '\\' && at < text.length()) {
                    value.append(escaped(text.charAt(at++)));
                } else {
                    value.append(next);
                }
            }
            at++;
            return value.toString();
        }

        private char escaped(char code) {
            return switch (code) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'b', 'f' -> ' ';
                case 'u' -> hexadecimal();
                default -> code;
            };
        }

        private char hexadecimal() {
            int value = 0;
            for (int digits = 0; digits < 4; digits++) {
                int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
                if (digit < 0) {
                    return '?';
                }
                value = value * 16 + digit;
                at++;
            }
            return (char) value;
        }
    }
}
