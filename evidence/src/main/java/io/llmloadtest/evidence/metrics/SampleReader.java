package io.llmloadtest.evidence.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads one sample line: {@code name{label="value",...} value [time stamp] [# exemplar]}, or with a quoted name
 * {@code {"name",label="value"} value}. Works on the page's bytes without copying the line. Not thread-safe.
 */
final class SampleReader {

    private static final int MOST_LABELS = 1000;

    private final byte[] bytes;
    private final Words words = new Words();
    private final List<String> pairs = new ArrayList<>();

    private int at;
    private int end;
    private String name = "";
    private Labels labels = Labels.NONE;
    private double value;
    private boolean closed;

    SampleReader(byte[] bytes) {
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    Sample sample() {
        return new Sample(labels, value);
    }

    /** Reads the line in {@code [from, to)}; false when it is no sample. {@link #name()} is then as far as it was read. */
    boolean read(int from, int to) {
        at = from;
        end = to;
        labels = Labels.NONE;
        name = identifier(true);
        pairs.clear();
        if (at < end && bytes[at] == '{') {
            at++;
            if (!readLabels()) {
                return false;
            }
            labels = Labels.of(pairs);
        }
        return !name.isEmpty() && readValue();
    }

    private boolean readLabels() {
        while (true) {
            skipBlanks();
            if (at >= end || pairs.size() > MOST_LABELS * 2) {
                return false;
            }
            if (bytes[at] == '}') {
                at++;
                return true;
            }
            if (!readLabel()) {
                return false;
            }
            skipBlanks();
            if (at < end && bytes[at] == ',') {
                at++;
            } else if (at >= end || bytes[at] != '}') {
                return false;
            }
        }
    }

    private boolean readLabel() {
        boolean quoted = bytes[at] == '"';
        int start = at;
        String label = quoted ? quoted() : identifier(false);
        if (at == start || (quoted && !closed)) {
            return false;
        }
        skipBlanks();
        if (at < end && bytes[at] == '=') {
            at++;
            skipBlanks();
            if (at >= end || bytes[at] != '"') {
                return false;
            }
            String text = quoted();
            pairs.add(label);
            pairs.add(text);
            return closed;
        }
        // A quoted word without a value is the metric's own name, where names are free UTF-8.
        boolean isName = quoted && name.isEmpty();
        name = isName ? label : name;
        return isName;
    }

    private boolean readValue() {
        int start = at;
        skipBlanks();
        if (at == start && (start == 0 || bytes[start - 1] != '}')) {
            return false;
        }
        OptionalDouble number = number();
        if (number.isEmpty()) {
            return false;
        }
        value = number.getAsDouble();
        skipBlanks();
        if (at < end && bytes[at] != '#') {
            if (number().isEmpty()) {
                return false;
            }
            skipBlanks();
        }
        return at >= end || bytes[at] == '#';
    }

    private OptionalDouble number() {
        int start = at;
        while (at < end && bytes[at] != ' ' && bytes[at] != '\t') {
            at++;
        }
        return Decimal.parse(bytes, start, at);
    }

    private String identifier(boolean colons) {
        int start = at;
        while (at < end && isNamePart(bytes[at], colons, at > start)) {
            at++;
        }
        return words.word(bytes, start, at);
    }

    private static boolean isNamePart(byte next, boolean colons, boolean digits) {
        return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '_' || (colons && next == ':')
                || (digits && next >= '0' && next <= '9');
    }

    /** The text between quotes, at whose opening one we stand; {@link #closed} says whether it was closed. */
    private String quoted() {
        int start = ++at;
        boolean escapes = false;
        while (at < end && bytes[at] != '"') {
            if (bytes[at] == '\\') {
                escapes = true;
                at++;
            }
            at++;
        }
        closed = at < end;
        if (!closed) {
            at = end;
            return "";
        }
        int stop = at++;
        return escapes ? unescape(start, stop) : words.word(bytes, start, stop);
    }

    private String unescape(int from, int to) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(to - from);
        for (int place = from; place < to; place++) {
            byte next = bytes[place];
            if (next != '\\' || place + 1 == to) {
                plain.write(next);
                continue;
            }
            byte escaped = bytes[++place];
            switch (escaped) {
                case 'n' -> plain.write('\n');
                case '\\', '"' -> plain.write(escaped);
                default -> {
                    plain.write('\\');
                    plain.write(escaped);
                }
            }
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private void skipBlanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }
}
