package io.llmloadtest.load.generator;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A tiny HTTP server inside this process that gives every request the same stream. It listens on loopback only. */
final class CannedResponder implements AutoCloseable {

    private static final int EVENTS = 16;
    private static final int MOST_BYTES = 1 << 20;
    private static final String LINE_END = "\r\n";
    private static final String HEAD_END = LINE_END + LINE_END;
    private static final byte[] ANSWER = answer();

    private final ServerSocket listener;

    CannedResponder() throws IOException {
        listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("self-warm-up").start(this::accept);
    }

    String host() {
        return listener.getInetAddress().getHostAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            while (readRequest(in)) {
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException _) {
            // the peer is this process, and it is done
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(HEAD_END) < 0) {
            byte[] some = new byte[4096];
            int read = in.read(some);
            if (read < 0 || head.length() > MOST_BYTES) {
                return false;
            }
            head.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
        }
        int end = head.indexOf(HEAD_END) + 4;
        in.skipNBytes(Math.max(0, contentLength(head.substring(0, end)) - (head.length() - end)));
        return true;
    }

    private static int contentLength(String head) {
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip())).findFirst()
                .orElse(0);
    }

    private static byte[] answer() {
        List<String> head = List.of("HTTP/1.1 200 OK", "content-type: text/event-stream; charset=utf-8",
                "transfer-encoding: chunked");
        StringBuilder answer = new StringBuilder(String.join(LINE_END, head)).append(HEAD_END);
        event(answer, delta("\"role\":\"assistant\",\"content\":\"\"", "null"));
        for (int i = 0; i < EVENTS; i++) {
            event(answer, delta("\"content\":\" word\"", i == EVENTS - 1 ? "\"length\"" : "null"));
        }
        event(answer,
                "{\"id\":\"chatcmpl-0\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":9,\"total_tokens\":25,\"completion_tokens\":16}}");
        event(answer, "[DONE]");
        return answer.append('0').append(HEAD_END).toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String delta(String fields, String finish) {
        return "{\"id\":\"chatcmpl-0\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{"
                + "\"index\":0,\"delta\":{" + fields + "},\"logprobs\":null,\"finish_reason\":" + finish + "}]}";
    }

    private static void event(StringBuilder answer, String data) {
        String event = "data: " + data + "\n\n";
        answer.append(Integer.toHexString(event.length())).append(LINE_END).append(event).append(LINE_END);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
