package io.llmloadtest.collect.traces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;

/**
 * OTLP over HTTP: {@code POST /v1/traces} with a protobuf body, gzipped or not (OTLP 1.x). A few bodies are read at a time
 * and none beyond {@link Intake#MOST_BYTES} unpacked, so that no sender can fill the memory.
 */
final class HttpReceiver implements Receiver {

    static final String PATH = "/v1/traces";

    private static final String PROTOBUF = "application/x-protobuf";
    private static final int BODIES_AT_A_TIME = 8;
    private static final int BACKLOG = 64;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(BODIES_AT_A_TIME);
    private final Intake intake;
    private final String host;

    private HttpReceiver(HttpServer server, String host, Intake intake) {
        this.server = server;
        this.host = host;
        this.intake = intake;
    }

    /**
     * Begins to listen.
     *
     * @throws IOException when the port cannot be had
     */
    static HttpReceiver open(ListenAddress address, Intake intake) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), BACKLOG);
        HttpReceiver receiver = new HttpReceiver(server, address.host(), intake);
        server.setExecutor(receiver.threads);
        server.createContext("/", receiver::handle);
        server.start();
        return receiver;
    }

    @Override
    public ListenAddress address() {
        return new ListenAddress(host, server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                refuse(exchange, 404, "spans are received at " + PATH);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                refuse(exchange, 405, "spans are received by POST");
            } else if (!header(exchange, "Content-Type").startsWith(PROTOBUF)) {
                refuse(exchange, 415, "only " + PROTOBUF
                        + " is understood; set OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf");
            } else if (!room.tryAcquire()) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                answer(exchange, 503, "text/plain", "busy");
            } else {
                try {
                    receive(exchange);
                } finally {
                    room.release();
                }
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        Optional<byte[]> body;
        try {
            body = body(exchange);
        } catch (IOException _) {
            refuse(exchange, 400, "the body cannot be read");
            return;
        }
        if (body.isEmpty()) {
            refuse(exchange, 413, "more than " + Intake.MOST_BYTES + " bytes");
        } else if (intake.take(body.get())) {
            byte[] thanks = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            answer(exchange, 200, PROTOBUF, new String(thanks, StandardCharsets.ISO_8859_1));
        } else {
            answer(exchange, 400, "text/plain", "this is no ExportTraceServiceRequest");
        }
    }

    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        boolean zipped = header(exchange, "Content-Encoding").equals("gzip");
        try (InputStream raw = exchange.getRequestBody(); InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            byte[] read = in.readNBytes(Intake.MOST_BYTES + 1);
            return read.length > Intake.MOST_BYTES ? Optional.empty() : Optional.of(read);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    private void refuse(HttpExchange exchange, int status, String words) throws IOException {
        intake.refuse();
        answer(exchange, status, "text/plain", words);
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
