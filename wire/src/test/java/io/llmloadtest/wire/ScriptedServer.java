package io.llmloadtest.wire;

import io.llmloadtest.wire.hot.Answers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a raw socket; the n-th connection is treated by the n-th script, further ones by the last. */
final class ScriptedServer implements AutoCloseable {

    /** What the server does with one connection, which is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void play(Client client) throws IOException;
    }

    private final ServerSocket socket;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);
    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    ScriptedServer(Script... scripts) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), scripts);
    }

    ScriptedServer(ServerSocket socket, Script... scripts) {
        this.socket = socket;
        Thread.ofVirtual().start(() -> accept(scripts));
    }

    private void accept(Script... scripts) {
        try {
            while (true) {
                Socket client = socket.accept();
                accepted.add(client);
                int number = connections.getAndIncrement();
                Script script = scripts[Math.min(number, scripts.length - 1)];
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        script.play(new Client(client));
                    } catch (IOException _) {
                        // the other side went away, as it may
                    }
                });
            }
        } catch (IOException _) {
            // closed
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            socket.close();
            for (Socket client : accepted) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection as a script sees it. */
    final class Client {

        final Socket socket;

        Client(Socket socket) {
            this.socket = socket;
        }

        /** Reads one request, head and body, and returns it. */
        String request() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException();
                }
                head.append((char) b);
            }
            int length = head.toString().toLowerCase(Locale.ROOT).lines().filter(l -> l.startsWith("content-length:"))
                    .mapToInt(l -> Integer.parseInt(l.substring(15).strip())).findFirst().orElse(0);
            String request = head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
            requests.add(request);
            return request;
        }

        void say(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        void say(String text) throws IOException {
            say(Answers.bytes(text));
        }

        /** Holds the connection open until the server closes. */
        void stall() {
            try {
                closing.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        /** Closes with a reset instead of an end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Answers every request in the same way until the client goes. */
        void always(byte[] answer) throws IOException {
            while (true) {
                request();
                say(answer);
            }
        }
    }
}
