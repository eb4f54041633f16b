package io.llmloadtest.wire.hot;

import java.util.Arrays;

/**
 * Walks over one JSON text (RFC 8259) without copying it. Strict in everything but the bytes of strings: broken UTF-8 passes,
 * since a server that cuts a character in half has still sent a token (Jackson's byte parsers stop there).
 */
final class JsonCursor {

    /** Thrown and caught inside this package only; one instance without a stack, since it says nothing but "no". */
    static final class Refusal extends RuntimeException {

        @SuppressWarnings("StaticAssignmentOfThrowable") // hostile input must not cost an allocation per chunk
        private static final Refusal INSTANCE = new Refusal();

        private Refusal() {
            super("malformed", null, false, false);
        }
    }

    private static final int DEEPEST = 200;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int textFrom;
    private int textEnd;
    private boolean count;
    private long number;

    void begin(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
    }

    /** Nothing but white space may follow. */
    void finish() {
        blanks();
        if (at != end) {
            throw Refusal.INSTANCE;
        }
    }

    /** The first byte of the value that comes next. */
    byte peek() {
        blanks();
        return here();
    }

    /** Where the next byte is; with it and {@link #bytes()} a value can be taken as it stands. */
    int position() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Enters an object and stops at its first member's value; false when it is empty. */
    boolean openObject() {
        take((byte) '{');
        if (peek() == '}') {
            at++;
            return false;
        }
        key();
        return true;
    }

    /** Goes on to the next member's value; false at the object's end. */
    boolean nextMember() {
        if (!more((byte) '}')) {
            return false;
        }
        blanks();
        key();
        return true;
    }

    /** Enters an array; false when it is empty. */
    boolean openArray() {
        take((byte) '[');
        if (peek() == ']') {
            at++;
            return false;
        }
        return true;
    }

    /** Goes on to the next element; false at the array's end. */
    boolean nextElement() {
        return more((byte) ']');
    }

    /** Whether the key or string read last is {@code name}. */
    boolean textIs(byte[] name) {
        return Arrays.equals(bytes, textFrom, textEnd, name, 0, name.length);
    }

    int textFrom() {
        return textFrom;
    }

    /** The length of the string read last, escapes counted as they stand. */
    int textLength() {
        return textEnd - textFrom;
    }

    /** Whether the number read last is a whole one from 0 to the largest int. */
    boolean count() {
        return count;
    }

    int number() {
        return (int) number;
    }

    void string() {
        take((byte) '"');
        byte[] text = bytes;
        int i = at;
        textFrom = i;
        while (i < end) {
            byte b = text[i++];
            if (b == '"') {
                textEnd = i - 1;
                at = i;
                return;
            }
            if (b == '\\') {
                at = i;
                escape();
                i = at;
            } else if (b >= 0 && b < ' ') {
                throw Refusal.INSTANCE;
            }
        }
        throw Refusal.INSTANCE;
    }

    /** Reads a number; {@link #count()} tells whether {@link #number()} holds it. */
    void numeral() {
        boolean negative = here() == '-';
        if (negative) {
            at++;
        }
        int from = at;
        long value = digits();
        if (bytes[from] == '0' && at - from > 1) {
            throw Refusal.INSTANCE;
        }
        count = !negative && value <= Integer.MAX_VALUE;
        number = value;
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
            count = false;
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (here() == '+' || here() == '-') {
                at++;
            }
            digits();
            count = false;
        }
    }

    private long digits() {
        long value = 0;
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            value = Math.min(value * 10 + (bytes[at] - '0'), 1L << 40);
            at++;
        }
        if (at == from) {
            throw Refusal.INSTANCE;
        }
        return value;
    }

    private void literal(byte[] word) {
        if (end - at < word.length || !Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
            throw Refusal.INSTANCE;
        }
        at += word.length;
    }

    private void escape() {
        byte b = here();
        at++;
        if (b == 'u') {
            for (int i = 0; i < 4; i++) {
                if (Character.digit(here(), 16) < 0) {
                    throw Refusal.INSTANCE;
                }
                at++;
            }
        } else if (b != '"' && b != '\\' && b != '/' && b != 'b' && b != 'f' && b != 'n' && b != 'r' && b != 't') {
            throw Refusal.INSTANCE;
        }
    }

    private void key() {
        string();
        blanks();
        take((byte) ':');
        blanks();
    }

    private boolean more(byte close) {
        byte b = peek();
        at++;
        if (b == close) {
            return false;
        }
        if (b != ',') {
            throw Refusal.INSTANCE;
        }
        return true;
    }

    private void take(byte expected) {
        if (here() != expected) {
            throw Refusal.INSTANCE;
        }
        at++;
    }

    private byte here() {
        if (at >= end) {
            throw Refusal.INSTANCE;
        }
        return bytes[at];
    }

    private void blanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
    }

    /** Passes over the value that comes next. */
    void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > DEEPEST) {
            throw Refusal.INSTANCE;
        }
        switch (peek()) {
            case '{' -> {
                for (boolean more = openObject(); more; more = nextMember()) {
                    skip(depth + 1);
                }
            }
            case '[' -> {
                for (boolean more = openArray(); more; more = nextElement()) {
                    skip(depth + 1);
                }
            }
            case '"' -> string();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> numeral();
        }
    }
}
