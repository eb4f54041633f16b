package io.llmloadtest.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts the bytes of one connection into HTTP/1.1 requests, however they are split. Bodies need a {@code Content-Length};
 * head and body together are bounded by {@link #MOST_BYTES}.
 */
final class RequestParser {
    static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);

    /** What the bytes so far amount to. */
    sealed interface Parsed {}

    /** A whole request; header names are in lower case. */
    record Request(String method, String path, Map<String, String> headers, String body) implements Parsed {}

    /** More bytes are needed; {@code expectsContinue} when the client waits for a 100 before it sends its body. */
    record Incomplete(boolean expectsContinue) implements Parsed {}

    /** Not a request that can be read; the connection is of no more use. */
    record Malformed(String why) implements Parsed {}

    private byte[] bytes = new byte[4096];
    private int length;
    private boolean askedToContinue;

    void feed(ByteBuffer received) {
        int needed = length + received.remaining();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        int count = received.remaining();
        received.get(bytes, length, count);
        length += count;
    }

    /** Takes the next request off the front of what was fed. */
    Parsed next() {
        int headEnd = indexOfEndOfHead();
        if (headEnd < 0) {
            return length > MOST_BYTES ? new Malformed("head too long") : new Incomplete(false);
        }
        String[] lines = new String(bytes, 0, headEnd, ISO_8859_1).split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            return new Malformed("not an HTTP/1 request line");
        }
        Map<String, String> headers = headers(lines);
        if (headers.containsKey("transfer-encoding")) {
            return new Malformed("a request body needs Content-Length here");
        }
        int bodyLength = bodyLength(headers);
        if (bodyLength < 0 || bodyLength > MOST_BYTES) {
            return new Malformed("Content-Length not from 0 to " + MOST_BYTES);
        }
        int start = headEnd + END_OF_HEAD.length;
        if (length - start < bodyLength) {
            boolean expects = !askedToContinue && "100-continue".equalsIgnoreCase(headers.get("expect"));
            askedToContinue |= expects;
            return new Incomplete(expects);
        }
        String body = new String(bytes, start, bodyLength, UTF_8);
        length -= start + bodyLength;
        System.arraycopy(bytes, start + bodyLength, bytes, 0, length);
        askedToContinue = false;
        return new Request(words[0], words[1], headers, body);
    }

    private static Map<String, String> headers(String[] lines) {
        Map<String, String> headers = HashMap.newHashMap(lines.length);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static int bodyLength(Map<String, String> headers) {
        try {
            return Integer.parseInt(headers.getOrDefault("content-length", "0"));
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private int indexOfEndOfHead() {
        for (int i = 0; i <= length - END_OF_HEAD.length; i++) {
            if (bytes[i] == '\r'
                    && Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i;
            }
        }
        return -1;
    }
}
