package io.llmloadtest.wire.hot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Answers as a server puts them on the wire, and decoders fed with them. */
public final class Answers {

    public static final String CHUNK = "data: {\"id\":\"c-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
            + "\"finish_reason\":null}]}\n\n";
    public static final String LAST = "data: {\"id\":\"c-1\",\"choices\":[{\"index\":0,\"delta\":{},"
            + "\"finish_reason\":\"stop\"}]}\n\n";
    public static final String USAGE = "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n";
    public static final String DONE = "data: [DONE]\n\n";
    public static final String DOCUMENT = "{\"id\":\"c-1\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},"
            + "\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";
    public static final String EVENT_STREAM_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n";

    private Answers() {
    }

    public static byte[] fixture(String name) {
        try (InputStream in = Answers.class.getResourceAsStream("/vllm/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    public static String chunk(String payload) {
        return Integer.toHexString(bytes(payload).length).toUpperCase(Locale.ROOT) + "\r\n" + payload + "\r\n";
    }

    /** A chunked event stream, one HTTP chunk for each event, as uvicorn sends it. */
    public static byte[] stream(byte[] events) {
        String text = new String(events, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes(EVENT_STREAM_HEAD));
        for (String event : text.split("(?<=\n\n)")) {
            byte[] payload = event.getBytes(StandardCharsets.ISO_8859_1);
            all.writeBytes(bytes(Integer.toHexString(payload.length) + "\r\n"));
            all.writeBytes(payload);
            all.writeBytes(bytes("\r\n"));
        }
        all.writeBytes(bytes("0\r\n\r\n"));
        return all.toByteArray();
    }

    public static byte[] stream(String events) {
        return stream(bytes(events));
    }

    public static byte[] sized(int status, String type, String body) {
        return bytes("HTTP/1.1 " + status + " Some\r\nContent-Type: " + type + "\r\nContent-Length: "
                + bytes(body).length + "\r\n\r\n" + body);
    }

    public static AnswerDecoder decoder(Limits limits, boolean streamed) {
        AnswerDecoder decoder = new AnswerDecoder(limits);
        decoder.begin(streamed);
        return decoder;
    }

    /** Everything in one read at 1. */
    public static AnswerDecoder decoded(byte[] answer) {
        AnswerDecoder decoder = decoder(Limits.STANDARD, true);
        decoder.feed(answer, 0, answer.length, 1);
        return decoder;
    }

    public static AnswerDecoder decoded(String answer) {
        return decoded(bytes(answer));
    }

    public static String text(Bytes kept) {
        return new String(kept.array(), 0, kept.size(), StandardCharsets.UTF_8);
    }
}
