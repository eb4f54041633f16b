package io.llmloadtest.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A client that shares no code with the product. */
final class TestClient implements AutoCloseable {
    private static final Pattern SAMPLE = Pattern.compile("^(\\S+?)(\\{.*})? (\\S+)$");

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(Runnable::run)
            .build();

    TestClient(Simulator simulator) {
        base = simulator.baseUri();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).build());
    }

    HttpResponse<String> post(String path, String json, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> chat(String id, int tokens, String more) {
        return post("/v1/chat/completions", chatBody("question " + id, tokens, more), "X-Request-Id", id);
    }

    static String chatBody(String text, int tokens, String more) {
        return "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"max_tokens\":%d,\"ignore_eos\":true%s}"
                .formatted(text, tokens, more);
    }

    static final String STREAM = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";

    /** The raw bytes of a streamed chat until the connection ends or so many bytes are there; then the client leaves. */
    byte[] rawChat(String id, int tokens, int atMost) throws IOException {
        return rawChat(id, tokens, atMost, Duration.ofSeconds(20));
    }

    /** The same whole, or an exception when no byte comes for that long. */
    byte[] rawChatWithin(String id, int tokens, Duration silence) throws IOException {
        return rawChat(id, tokens, Integer.MAX_VALUE, silence);
    }

    private byte[] rawChat(String id, int tokens, int atMost, Duration silence) throws IOException {
        try (var socket = new Socket("127.0.0.1", base.getPort())) {
            socket.setSoTimeout((int) silence.toMillis());
            byte[] body = chatBody("question " + id, tokens, STREAM).getBytes(StandardCharsets.UTF_8);
            String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Request-Id: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                    .formatted(id, body.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return read(socket.getInputStream(), atMost);
        }
    }

    private static byte[] read(InputStream stream, int atMost) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            bytes.write(buffer, 0, count);
            if (bytes.size() >= atMost) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    /** What each of {@code count} calls brought, so many at a time; a failed one gives its exception. */
    static <T> List<Object> together(int count, int atOnce, IntFunction<T> call) {
        var permits = new Semaphore(atOnce);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> futures = IntStream.rangeClosed(1, count)
                    .mapToObj(i -> threads.submit((Callable<Object>) () -> {
                        permits.acquire();
                        try {
                            return call.apply(i);
                        } catch (RuntimeException e) {
                            return e;
                        } finally {
                            permits.release();
                        }
                    })).toList();
            return futures.stream().map(TestClient::result).toList();
        }
    }

    private static Object result(Future<Object> future) {
        try {
            return future.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sum of a metric's samples whose labels contain all of these texts. */
    double metric(String name, String... labels) {
        return get("/metrics").body().lines().map(SAMPLE::matcher).filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(name))
                .filter(matcher -> Arrays.stream(labels)
                        .allMatch(label -> String.valueOf(matcher.group(2)).contains(label)))
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(3))).sum();
    }

    /** The data of a stream's events. */
    static List<String> events(String body) {
        return body.lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring("data: ".length()))
                .toList();
    }

    @Override
    public void close() {
        http.close();
    }
}
