package io.llmloadtest.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes requests; what all of them share is encoded once. */
final class RequestHead {

    private static final byte[] POST = ascii("POST ");
    private static final byte[] ID = ascii("X-Request-Id: ");
    private static final byte[] TRACE = ascii("\r\ntraceparent: ");
    private static final byte[] LENGTH = ascii("\r\nContent-Length: ");
    private static final byte[] NOTHING = {};
    private static final byte[] END = ascii("\r\n\r\n");

    private final byte[] forStream;
    private final byte[] forDocument;

    RequestHead(Target target) {
        forStream = shared(target, "text/event-stream");
        forDocument = shared(target, "application/json");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] shared(Target target, String accept) {
        Map<String, String> lines = new LinkedHashMap<>();
        add(lines, "Host", target.authority());
        add(lines, "User-Agent", "llm-loadtest");
        add(lines, "Accept", accept);
        add(lines, "Content-Type", "application/json");
        add(lines, "Connection", "keep-alive");
        target.headers().forEach((name, value) -> add(lines, name, value));
        return ascii(" HTTP/1.1\r\n" + String.join("", lines.values()));
    }

    private static void add(Map<String, String> lines, String name, String value) {
        lines.put(name.toLowerCase(Locale.ROOT), name + ": " + value + "\r\n");
    }

    /** The head of a request, up to the empty line. */
    byte[] encode(WireRequest request) {
        byte[] shared = request.streamed() ? forStream : forDocument;
        byte[] path = ascii(request.path());
        byte[] id = ascii(request.id());
        byte[] trace = request.traceparent().map(RequestHead::ascii).orElse(NOTHING);
        byte[] traceName = trace.length == 0 ? NOTHING : TRACE;
        byte[] length = ascii(Integer.toString(request.body().length));
        return join(POST, path, shared, ID, id, traceName, trace, LENGTH, length, END);
    }

    private static byte[] join(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }
}
