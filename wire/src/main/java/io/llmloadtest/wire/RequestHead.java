package io.llmloadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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

    /** Head and body in one buffer, so that they leave in one write. */
    ByteBuf encode(WireRequest request, ByteBufAllocator allocator) {
        byte[] shared = request.streamed() ? forStream : forDocument;
        byte[] path = ascii(request.path());
        byte[] id = ascii(request.id());
        byte[] trace = request.traceparent().map(RequestHead::ascii).orElse(NOTHING);
        byte[] traceName = trace.length == 0 ? NOTHING : TRACE;
        byte[] length = ascii(Integer.toString(request.body().length));
        int size = POST.length + path.length + shared.length + ID.length + id.length + traceName.length
                + trace.length + LENGTH.length + length.length + END.length + request.body().length;
        return allocator.directBuffer(size, size).writeBytes(POST).writeBytes(path).writeBytes(shared).writeBytes(ID)
                .writeBytes(id).writeBytes(traceName).writeBytes(trace).writeBytes(LENGTH).writeBytes(length)
                .writeBytes(END).writeBytes(request.body());
    }
}
