package io.llmloadtest.collect.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The three endpoints of a Docker engine that a log witness needs, over TCP. */
final class FakeEngine implements AutoCloseable {

    final List<FakeContainer> containers = new CopyOnWriteArrayList<>();
    final List<URI> asked = new CopyOnWriteArrayList<>();
    /** The next streams that follow end after so many records each. */
    final Queue<Integer> dropsAfter = new ConcurrentLinkedQueue<>();
    /** Whether streams that follow end at once. */
    volatile boolean dropping;
    /** Frames are cut into pieces of so many bytes. */
    volatile int frameBytes = Integer.MAX_VALUE;
    /** The offset in which stamps are written. */
    volatile String offset = "Z";
    /** How far its clock is ahead of ours; empty when it does not tell the time. */
    volatile Optional<Duration> ahead = Optional.empty();
    /** Whether it answers in Podman's way: names without a slash. */
    volatile boolean podman;
    /** Answered instead of a log. */
    volatile Optional<Map.Entry<Integer, String>> refusal = Optional.empty();
    /** Whether requests are left without an answer. */
    volatile boolean silent;
    final AtomicInteger follows = new AtomicInteger();

    /** The record after which a follower gets two old ones again and then nothing, as Docker 20.10 does on rotation. */
    volatile int jumpsBackAt = -1;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI());
            try (exchange) {
                answer(exchange);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    String host() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeContainer add(String name) {
        FakeContainer container = new FakeContainer(Integer.toHexString(0xabc0 + containers.size()).repeat(16), name);
        containers.add(container);
        return container;
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        while (silent) {
            synchronized (this) {
                wait();
            }
        }
        if (path.equals("/containers/json")) {
            json(exchange, 200, "[" + containers.stream().filter(container -> container.running)
                    .map(FakeEngine::listed).collect(Collectors.joining(",")) + "]");
            return;
        }
        if (path.equals("/info") && ahead.isPresent()) {
            json(exchange, 200, "{\"SystemTime\":\"" + stamp(Instant.now().plus(ahead.get())) + "\"}");
            return;
        }
        String[] parts = path.split("/");
        if (parts.length != 4 || !parts[1].equals("containers")) {
            json(exchange, 400, message("client version is too old"));
            return;
        }
        List<FakeContainer> found = containers.stream().filter(container -> !container.removed
                && (container.name.equals(parts[2]) || container.id.startsWith(parts[2]))).toList();
        if (found.isEmpty()) {
            json(exchange, 404, message("No such container: " + parts[2]));
        } else if (found.size() > 1) {
            json(exchange, 400, message("Multiple IDs found with provided prefix: " + parts[2]));
        } else if (parts[3].equals("json")) {
            json(exchange, 200, inspected(found.getFirst()));
        } else if (refusal.isPresent()) {
            json(exchange, refusal.get().getKey(), message(refusal.get().getValue()));
        } else {
            log(exchange, found.getFirst());
        }
    }

    private void log(HttpExchange exchange, FakeContainer container) throws IOException, InterruptedException {
        Map<String, String> query = Arrays.stream(exchange.getRequestURI().getQuery().split("&"))
                .map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        boolean follow = query.get("follow").equals("1");
        int size = container.size();
        int begin = query.get("tail").equals("all") ? 0 : Math.max(0, size - Integer.parseInt(query.get("tail")));
        Instant since = Optional.ofNullable(query.get("since")).map(FakeEngine::moment).orElse(Instant.MIN);
        exchange.sendResponseHeaders(200, 0);
        int sent = 0;
        int most = Integer.MAX_VALUE;
        if (follow) {
            follows.incrementAndGet();
            most = dropping ? 0 : Optional.ofNullable(dropsAfter.poll()).orElse(most);
        }
        OutputStream out = exchange.getResponseBody();
        out.flush();
        for (int index = begin; sent < most; index++) {
            List<FakeContainer.Entry> next = container.next(index, follow);
            if (next.isEmpty()) {
                return;
            }
            if (!next.getFirst().at().isBefore(since)) {
                write(out, container, next.getFirst());
                sent++;
            }
            if (follow && index > 1 && index == jumpsBackAt) {
                write(out, container, container.next(index - 2, false).getFirst());
                write(out, container, container.next(index - 1, false).getFirst());
                jumpsBackAt = -1;
                index = Integer.MAX_VALUE - 1; // and waits for what never comes
            }
        }
    }

    private void write(OutputStream out, FakeContainer container, FakeContainer.Entry entry) throws IOException {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.writeBytes((stamp(entry.at()) + " ").getBytes(UTF_8));
        record.writeBytes(entry.text());
        byte[] bytes = record.toByteArray();
        if (container.terminal) {
            out.write(new String(bytes, UTF_8).replace("\n", "\r\n").getBytes(UTF_8));
        } else {
            for (int start = 0; start < bytes.length; start += Math.min(frameBytes, bytes.length)) {
                int length = Math.min(frameBytes, bytes.length - start);
                out.write(ByteBuffer.allocate(8).put((byte) (entry.channel().ordinal() + 1)).putInt(4, length).array());
                out.write(bytes, start, length);
            }
        }
        out.flush();
    }

    private String stamp(Instant at) {
        String local = LogRecorder.STAMP.format(offset.equals("Z") ? at : at.plusSeconds(9 * 3600));
        return local.replace("Z", offset);
    }

    private static Instant moment(String seconds) {
        String[] parts = seconds.split("\\.");
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    private static String listed(FakeContainer container) {
        List<String> ports = new ArrayList<>();
        container.ports.forEach(port -> List.of("0.0.0.0", "::").forEach(address -> ports.add(
                "{\"IP\":\"" + address + "\",\"PrivatePort\":8000,\"PublicPort\":" + port + ",\"Type\":\"tcp\"}")));
        String labels = container.labels.entrySet().stream()
                .map(label -> "\"" + label.getKey() + "\":\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        return "{\"Id\":\"" + container.id + "\",\"Names\":[\"/" + container.name + "\"],\"State\":\"running\","
                + "\"Ports\":[" + String.join(",", ports) + "],\"Labels\":{" + labels
                + "},\"HostConfig\":{\"NetworkMode\":\"" + container.network
                + "\"},\"NetworkSettings\":{\"Networks\":{\"" + container.network + "\":{\"IPAddress\":\""
                + container.address + "\",\"GlobalIPv6Address\":\"\"}}}}";
    }

    private String inspected(FakeContainer container) {
        String exposed = container.exposed.stream().map(port -> "\"" + port + "/tcp\":{}")
                .collect(Collectors.joining(","));
        String arguments = container.arguments.stream().map(word -> "\"" + word + "\"")
                .collect(Collectors.joining(","));
        return "{\"Id\":\"" + container.id + "\",\"Name\":\"" + (podman ? "" : "/") + container.name
                + "\",\"RestartCount\":3,\"Path\":\"python\",\"Args\":["
                + arguments + "],\"State\":{\"Status\":\"" + (container.running ? "running" : "exited")
                + "\",\"Running\":" + container.running + ",\"ExitCode\":" + (container.running ? 0 : 137)
                + ",\"StartedAt\":\"" + container.startedAt + "\",\"FinishedAt\":\"" + container.finishedAt + "\"},"
                + "\"Config\":{\"Image\":\"vllm:1\",\"Env\":[\"HF_TOKEN=secret\"],\"Tty\":" + container.terminal
                + ",\"ExposedPorts\":{" + exposed + "}},"
                + "\"HostConfig\":{\"NetworkMode\":\"" + container.network + "\",\"LogConfig\":{\"Type\":\""
                + container.driver + "\",\"Config\":{}}}}";
    }

    private static String message(String words) {
        return "{\"message\":\"" + words + "\"}";
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        containers.forEach(FakeContainer::stop);
        server.stop(0);
        threads.shutdownNow();
    }
}
