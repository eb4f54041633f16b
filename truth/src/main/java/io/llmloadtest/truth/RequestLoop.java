package io.llmloadtest.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llmloadtest.truth.RequestParser.Incomplete;
import io.llmloadtest.truth.RequestParser.Malformed;
import io.llmloadtest.truth.RequestParser.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.core.JacksonException;

/**
 * Accepts connections, reads requests, stamps their arrival, answers the short ones, and sends the head of a stream before
 * the engine takes it over. While a stream is on a connection, nothing is read from it.
 */
final class RequestLoop implements Runnable, Engine.Listener {
    private static final String JSON = "application/json";

    /** A wish for the record. Met between two selections: no key can be deregistered within one. */
    private record Telling(Connection connection, boolean withRequests) {}

    private final TruthOptions options;
    private final Truth truth;
    private final Metrics metrics;
    private final Engine engine;
    private final Selector selector;
    private final ServerSocketChannel listening;
    private final Queue<Connection> returned = new ConcurrentLinkedQueue<>();
    private final Queue<Telling> tellings = new ArrayDeque<>();
    private final ByteBuffer received = ByteBuffer.allocateDirect(256 * 1024);
    private long unnamed;
    private volatile boolean stopped;

    RequestLoop(TruthOptions options, ServerSocketChannel listening) throws IOException {
        this.options = options;
        this.listening = listening;
        truth = new Truth(options.keptRequests());
        metrics = new Metrics(options.model());
        engine = new Engine(options, this);
        selector = Selector.open();
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    void start() {
        engine.start();
        Thread.ofPlatform().name("requests").daemon().start(this);
    }

    void stop() {
        stopped = true;
        engine.stop();
        selector.wakeup();
    }

    @Override
    public void ended(TokenStream stream, boolean connectionUsable) {
        RequestTruth ended = stream.truth();
        metrics.ended(ended);
        truth.add(ended);
        if (connectionUsable) {
            returned.add(stream.connection());
            selector.wakeup();
        } else {
            close(stream.connection());
        }
    }

    @Override
    public void run() {
        try (selector; listening) {
            while (!stopped) {
                selector.select(this::ready);
                for (Connection back = returned.poll(); back != null; back = returned.poll()) {
                    resume(back);
                }
                for (Telling telling = tellings.poll(); telling != null; telling = tellings.poll()) {
                    tell(telling);
                }
            }
            selector.keys().forEach(RequestLoop::close);
        } catch (IOException e) {
            System.err.println("truth server: " + e);
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.attachment() instanceof Connection connection) {
            try {
                read(connection);
            } catch (IOException _) {
                close(connection);
            }
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listening.accept(); channel != null; channel = listening.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key, new RequestParser()));
            }
        } catch (IOException e) {
            System.err.println("truth server: cannot accept: " + e);
        }
    }

    private void read(Connection connection) throws IOException {
        received.clear();
        if (connection.channel().read(received) < 0) {
            close(connection);
            return;
        }
        connection.parser().feed(received.flip());
        next(connection);
    }

    private void resume(Connection connection) {
        try {
            connection.key().interestOps(SelectionKey.OP_READ);
            next(connection);
        } catch (IOException | CancelledKeyException _) {
            close(connection);
        }
    }

    /** Answers what has arrived whole, up to the first request that is answered by a stream. */
    private void next(Connection connection) throws IOException {
        boolean more = true;
        while (more) {
            more = switch (connection.parser().next()) {
                case Incomplete(boolean expectsContinue) -> {
                    if (expectsContinue) {
                        send(connection, "HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
                    }
                    yield false;
                }
                case Malformed(String why) -> {
                    reply(connection, "400 Bad Request", JSON, error(why));
                    close(connection);
                    yield false;
                }
                case Request request -> answer(connection, request, Stamp.now());
            };
        }
    }

    /** True when the connection is ready for another request. */
    private boolean answer(Connection connection, Request request, Stamp arrival) throws IOException {
        switch (request.path()) {
            case "/v1/chat/completions" -> {
                return complete(connection, request, arrival, true);
            }
            case "/v1/completions" -> {
                return complete(connection, request, arrival, false);
            }
            case "/truth" -> {
                tellings.add(new Telling(connection, true));
                return false;
            }
            case "/truth/summary" -> {
                tellings.add(new Telling(connection, false));
                return false;
            }
            case "/truth/reset" -> {
                truth.reset();
                reply(connection, "200 OK", JSON, "{}");
            }
            case "/health" -> reply(connection, "200 OK", "text/plain", "");
            case "/version" -> reply(connection, "200 OK", JSON, "{\"version\":\"truth-server\"}");
            case "/v1/models" -> reply(connection, "200 OK", JSON, models());
            case "/metrics" ->
                reply(connection, "200 OK", "text/plain; version=0.0.4; charset=utf-8", metrics.exposition());
            default -> reply(connection, "404 Not Found", JSON, error("no such path"));
        }
        return true;
    }

    private boolean complete(Connection connection, Request request, Stamp arrival, boolean chat) throws IOException {
        Optional<Ask> parsed = Ask.parse(request.body(), options.defaultTokens());
        if (parsed.isEmpty() || !parsed.get().stream()) {
            reply(connection, "400 Bad Request", JSON,
                    error("a JSON object with \\\"stream\\\": true and a max_tokens from 1 to "
                            + TokenStream.MOST_TOKENS));
            return true;
        }
        Ask ask = parsed.get();
        String id = request.headers().getOrDefault("x-request-id", "");
        if (!id.matches("[!-~&&[^\"\\\\]]{1,256}")) {
            id = "unnamed-" + ++unnamed;
        }
        // A plausible number: no tokenizer is here, and the same one goes into /metrics.
        int promptTokens = Math.max(1, request.body().length() / 4);
        StreamFrames frames = new StreamFrames(chat, options.model(), id, promptTokens, ask);
        connection.key().interestOps(0);
        send(connection, frames.head());
        metrics.started(promptTokens);
        engine.join(new TokenStream(connection, id, arrival, ask.tokens(), frames));
        return false;
    }

    /** Sends the record from a thread of its own, since it may be long: blocking, and ended by closing the connection. */
    private void tell(Telling telling) throws IOException {
        TruthReport report = truth.report();
        SocketChannel channel = telling.connection().channel();
        telling.connection().key().cancel();
        selector.selectNow(this::ready); // a channel may block only when no selector holds it
        channel.configureBlocking(true);
        Thread.ofVirtual().start(() -> {
            try (OutputStream out = Channels.newOutputStream(channel)) {
                out.write(
                        ("HTTP/1.1 200 OK\r\ncontent-type: " + JSON + "\r\nconnection: close\r\n\r\n").getBytes(UTF_8));
                report.writeTo(out, telling.withRequests());
            } catch (IOException | JacksonException _) {
                // whoever asked has gone
            }
        });
    }

    private String models() {
        return "{\"object\":\"list\",\"data\":[{\"id\":\"" + options.model()
                + "\",\"object\":\"model\",\"created\":1764000000,\"owned_by\":\"truth-server\",\"root\":\""
                + options.model()
                + "\",\"max_model_len\":" + TokenStream.MOST_TOKENS + "}]}";
    }

    private static String error(String message) {
        return "{\"error\":{\"message\":\"" + message + "\",\"type\":\"BadRequestError\",\"code\":400}}";
    }

    private static void reply(Connection connection, String status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        send(connection,
                ("HTTP/1.1 " + status + "\r\nserver: truth-server\r\ncontent-type: " + type + "\r\ncontent-length: "
                        + bytes.length + "\r\n\r\n" + body).getBytes(UTF_8));
    }

    /** For answers far smaller than a socket's buffer; a client that leaves even these unread loses its connection. */
    private static void send(Connection connection, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        connection.channel().write(buffer);
        if (buffer.hasRemaining()) {
            throw new IOException("the client does not read");
        }
    }

    private static void close(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.channel().close();
        } catch (IOException _) {
            // closed all the same
        }
    }
}
