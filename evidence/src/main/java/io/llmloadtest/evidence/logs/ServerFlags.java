package io.llmloadtest.evidence.logs;

import io.llmloadtest.evidence.Secrets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The flags a server was started with, as vLLM tells them once while it starts: {@code non-default args: {'max_num_seqs': 64,
 * ...}}, a dictionary as Python writes it (0.9.2 to 0.32.0). Values that speak of a secret are hidden.
 */
public final class ServerFlags {

    static final String BEGIN = "non-default args: ";

    private static final int LONGEST = 200;
    private static final int MOST = 200;

    /** By name; values as Python writes them. */
    private final Map<String, String> written;

    private ServerFlags(Map<String, String> written) {
        this.written = written;
    }

    /** The flags that a line of a log tells as its message; empty when it tells none. What requests logged is not searched. */
    public static Optional<ServerFlags> in(String line) {
        if (!line.contains(BEGIN)) {
            return Optional.empty();
        }
        Found found = new Found();
        new LineReader(found, new AccessParser()).read(Instant.EPOCH, line);
        return found.flags;
    }

    /** The flags that a message tells at {@code begin}; empty when it tells none there. */
    static Optional<ServerFlags> at(String text, int begin) {
        int open = begin + BEGIN.length();
        return text.startsWith(BEGIN, begin) && open < text.length() && text.charAt(open) == '{'
                ? Optional.of(new ServerFlags(read(text, open + 1)))
                : Optional.empty();
    }

    /** By name, without quotes around texts. */
    public SortedMap<String, String> values() {
        SortedMap<String, String> values = new TreeMap<>();
        written.forEach((name, value) -> values.put(name, isQuoted(value)
                ? value.substring(1, value.length() - 1)
                : value));
        return values;
    }

    /** The message with secrets hidden, to be read again. */
    String words() {
        return written.entrySet().stream().map(flag -> "'" + flag.getKey() + "': " + flag.getValue())
                .collect(Collectors.joining(", ", BEGIN + "{", "}"));
    }

    private static boolean isQuoted(String value) {
        return value.length() > 1 && Elision.isQuote(value.charAt(0))
                && Elision.closingQuote(value, 0) == value.length() - 1;
    }

    /** Reads pairs until the bracket closes, or to the last whole pair of a line that was cut. */
    private static Map<String, String> read(String text, int from) {
        Map<String, String> flags = new LinkedHashMap<>();
        int at = from;
        while (at < text.length() && Elision.isQuote(text.charAt(at)) && flags.size() < MOST) {
            int close = Elision.closingQuote(text, at);
            if (close < 0 || !text.startsWith(": ", close + 1)) {
                break;
            }
            int end = valueEnd(text, close + 3);
            if (end >= text.length()) {
                break;
            }
            String name = text.substring(at + 1, close);
            String value = Secrets.hide(name, text.substring(close + 3, end));
            flags.put(name, value.length() > LONGEST ? "'" + Secrets.HIDDEN + "'" : value);
            at = text.charAt(end) == ',' ? end + 2 : text.length();
        }
        return flags;
    }

    /** Where the comma or bracket behind a value stands; the end of the text when there is none. */
    private static int valueEnd(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char next = text.charAt(at);
            if (Elision.isQuote(next)) {
                int close = Elision.closingQuote(text, at);
                if (close < 0) {
                    return text.length();
                }
                at = close;
            } else if (next == '[' || next == '{' || next == '(') {
                depth++;
            } else if (depth == 0 && (next == ',' || next == '}')) {
                return at;
            } else if (next == ']' || next == '}' || next == ')') {
                depth--;
            }
        }
        return text.length();
    }

    /** Takes the flags and lets all else go. */
    private static final class Found implements LineSink {

        private Optional<ServerFlags> flags = Optional.empty();

        @Override
        public void flags(ServerFlags told) {
            flags = Optional.of(told);
        }

        @Override
        public void access(Instant at, AccessKey key, int port) {
            // Not asked.
        }

        @Override
        public void stats(Instant at, String process, EngineStats stats) {
            // Not asked.
        }

        @Override
        public void start(Instant at, boolean up) {
            // Not asked.
        }

        @Override
        public void request(Instant at, RequestLine line) {
            // Not asked.
        }

        @Override
        public void record(Instant at, LogRecord line) {
            // Not asked.
        }
    }
}
