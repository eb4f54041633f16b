package io.llmloadtest.wire.hot;

import java.nio.charset.StandardCharsets;

/**
 * Decodes the head of an HTTP/1.1 answer (RFC 9112). Interim answers are skipped, folded and colonless lines passed over,
 * a bare LF ends a line as CRLF does.
 */
final class Head {

    private static final byte[] VERSION = ascii("HTTP/1.");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    private static final byte[] CONTENT_ENCODING = ascii("content-encoding");
    private static final byte[] CONTENT_TYPE = ascii("content-type");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] IDENTITY = ascii("identity");
    private static final byte[] CLOSE = ascii("close");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final int TLS_ALERT = 0x15;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final long LONGEST_BODY = 1L << 53;

    private final int limit;
    private final Bytes line;
    private final Bytes contentType = new Bytes(100);
    private int seen;
    private boolean complete;
    private Flaw flaw = Flaw.NONE;
    private int status;
    private boolean oldVersion;
    private boolean chunked;
    private boolean hasLength;
    private long length;
    private boolean close;
    private boolean keepAlive;

    Head(int limit) {
        this.limit = limit;
        this.line = new Bytes(limit);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void begin() {
        seen = 0;
        complete = false;
        flaw = Flaw.NONE;
        line.clear();
        forget();
    }

    private void forget() {
        status = 0;
        oldVersion = false;
        chunked = false;
        hasLength = false;
        length = 0;
        close = false;
        keepAlive = false;
        contentType.clear();
    }

    /** Takes bytes until the head is complete or flawed; returns the index of the first byte not taken. */
    int feed(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && !complete && flaw == Flaw.NONE) {
            byte b = bytes[i++];
            if (++seen > limit) {
                flaw = Flaw.HEAD_TOO_LONG;
            } else if (b == '\n') {
                endOfLine();
                line.clear();
            } else {
                line.append(b);
                if (status == 0) {
                    checkVersion(b);
                }
            }
        }
        return i;
    }

    private void checkVersion(byte b) {
        int at = line.size() - 1;
        if (at >= VERSION.length || b == VERSION[at] || (b == '\r' && at == 0)) {
            return;
        }
        flaw = at == 0 && (b == TLS_ALERT || b == TLS_HANDSHAKE) ? Flaw.TLS_RECORD : Flaw.NOT_HTTP;
    }

    private void endOfLine() {
        byte[] text = line.array();
        int end = line.size();
        if (end > 0 && text[end - 1] == '\r') {
            end--;
        }
        if (status == 0) {
            if (end > 0) {
                statusLine(text, end);
            }
        } else if (end == 0) {
            endOfHead();
        } else if (text[0] != ' ' && text[0] != '\t') {
            field(text, end);
        }
    }

    private void statusLine(byte[] text, int end) {
        boolean shaped = end >= 12 && text[8] == ' ' && digit(text[7]) && digit(text[9]) && digit(text[10])
                && digit(text[11]) && (end == 12 || text[12] == ' ');
        status = shaped ? (text[9] - '0') * 100 + (text[10] - '0') * 10 + (text[11] - '0') : 0;
        oldVersion = text[7] == '0';
        if (status < 100) {
            flaw = Flaw.NOT_HTTP;
        }
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private void endOfHead() {
        if (status == 101) {
            flaw = Flaw.PROTOCOL_SWITCHED;
        } else if (status < 200) {
            forget();
        } else {
            complete = true;
        }
    }

    private void field(byte[] text, int end) {
        int colon = 0;
        while (colon < end && text[colon] != ':') {
            colon++;
        }
        if (colon == end) {
            return;
        }
        int nameEnd = colon;
        while (nameEnd > 0 && blank(text[nameEnd - 1])) {
            nameEnd--;
        }
        int from = colon + 1;
        while (from < end && blank(text[from])) {
            from++;
        }
        int to = end;
        while (to > from && blank(text[to - 1])) {
            to--;
        }
        if (same(text, 0, nameEnd, CONTENT_LENGTH)) {
            contentLength(text, from, to);
        } else if (same(text, 0, nameEnd, TRANSFER_ENCODING)) {
            transferEncoding(text, from, to);
        } else if (same(text, 0, nameEnd, CONTENT_ENCODING)) {
            if (from < to && !same(text, from, to, IDENTITY)) {
                flaw = Flaw.CONTENT_CODED;
            }
        } else if (same(text, 0, nameEnd, CONTENT_TYPE)) {
            contentType.clear();
            for (int i = from; i < to && text[i] != ';'; i++) {
                contentType.append(lower(text[i]));
            }
        } else if (same(text, 0, nameEnd, CONNECTION)) {
            close |= holds(text, from, to, CLOSE);
            keepAlive |= holds(text, from, to, KEEP_ALIVE);
        }
    }

    private void contentLength(byte[] text, int from, int to) {
        long value = 0;
        boolean number = from < to;
        for (int i = from; i < to && number; i++) {
            number = digit(text[i]) && value < LONGEST_BODY;
            value = value * 10 + (text[i] - '0');
        }
        if (!number || (hasLength && value != length)) {
            flaw = Flaw.BAD_CONTENT_LENGTH;
        }
        hasLength = true;
        length = value;
    }

    private void transferEncoding(byte[] text, int from, int to) {
        if (same(text, from, to, CHUNKED)) {
            chunked = true;
        } else if (!same(text, from, to, IDENTITY)) {
            flaw = Flaw.UNKNOWN_TRANSFER_CODING;
        }
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    private static boolean same(byte[] text, int from, int to, byte[] lowerCase) {
        return to - from == lowerCase.length && startsWith(text, from, lowerCase);
    }

    private static boolean startsWith(byte[] text, int from, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            if (lower(text[from + i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(byte[] text, int from, int to, byte[] lowerCase) {
        for (int i = from; i + lowerCase.length <= to; i++) {
            if (startsWith(text, i, lowerCase)) {
                return true;
            }
        }
        return false;
    }

    boolean complete() {
        return complete;
    }

    Flaw flaw() {
        return flaw;
    }

    int status() {
        return status;
    }

    Bytes contentType() {
        return contentType;
    }

    boolean chunked() {
        return chunked;
    }

    boolean hasLength() {
        return hasLength;
    }

    long length() {
        return length;
    }

    /** 204 and 304 have no body whatever their head says. */
    boolean bodiless() {
        return status == 204 || status == 304;
    }

    /** Whether the server will keep the connection; a message with two lengths is not trusted that far. */
    boolean persistent() {
        return !close && (!oldVersion || keepAlive) && !(chunked && hasLength);
    }
}
