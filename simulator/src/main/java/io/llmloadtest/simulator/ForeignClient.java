package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Somebody else's client: sends its own small requests over loopback, each on a connection and a virtual thread of its own. */
final class ForeignClient {
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(30).toMillis();

    private final int port;
    private final String body;
    private final String authorization;

    ForeignClient(int port, SimulatorConfig config) {
        this.port = port;
        body = "{\"model\":%s,\"prompt\":\"a question nobody expected\",\"max_tokens\":%d,\"ignore_eos\":true}"
                .formatted(WireForm.quote(config.model()),
                        Math.max(1, config.faults().number(Fault.FOREIGN_TRAFFIC, "tokens")));
        authorization = config.apiKey().map(key -> "Authorization: Bearer " + key + "\r\n").orElse("");
    }

    void send(long number) {
        Thread.ofVirtual().name("simulated-foreign-client-" + number).start(() -> exchange(number));
    }

    private void exchange(long number) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s: 1\r\nX-Request-Id: foreign-%d\r\nContent-Type: application/json\r\n"
                    .formatted(port, authorization, Generations.FOREIGN_HEADER, number)
                    + "Content-Length: %d\r\nConnection: close\r\n\r\n%s"
                            .formatted(body.getBytes(StandardCharsets.UTF_8).length, body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // Whether this client gets an answer is of no interest; the truth book knows what the server did for it.
        }
    }
}
