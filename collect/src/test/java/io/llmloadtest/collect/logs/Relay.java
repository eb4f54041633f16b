package io.llmloadtest.collect.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hands bytes on between an address of one kind and an engine at an address of another. */
final class Relay implements AutoCloseable {

    private final SocketAddress engine;
    private final AutoCloseable server;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    private interface Acceptor {
        End accept() throws IOException;
    }

    /** One end of a connection. */
    private record End(InputStream in, OutputStream out, AutoCloseable closing) {}

    private Relay(SocketAddress engine, AutoCloseable server, Acceptor acceptor) {
        this.engine = engine;
        this.server = server;
        Thread.ofPlatform().daemon().start(() -> {
            try {
                for (;;) {
                    join(acceptor.accept());
                }
            } catch (IOException | UncheckedIOException _) {
                // Closed.
            }
        });
    }

    /** From a Unix socket to an engine. */
    static Relay unix(Path socket, SocketAddress engine) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        return new Relay(engine, server, () -> end(server.accept()));
    }

    /** From a server socket, such as one that speaks TLS, to an engine. */
    static Relay tcp(ServerSocket server, SocketAddress engine) throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new Relay(engine, server, () -> {
            Socket socket = server.accept();
            return new End(socket.getInputStream(), socket.getOutputStream(), socket);
        });
    }

    private static End end(SocketChannel channel) {
        return new End(Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
    }

    private void join(End client) {
        try {
            End other = end(SocketChannel.open(engine));
            open.addAll(List.of(client.closing(), other.closing()));
            Thread.ofPlatform().daemon().start(() -> copy(client, other));
            Thread.ofPlatform().daemon().start(() -> copy(other, client));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(End from, End to) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.in().read(buffer); read >= 0; read = from.in().read(buffer)) {
                to.out().write(buffer, 0, read);
                to.out().flush();
            }
        } catch (IOException _) {
            // The other end is told below.
        }
        close(from.closing());
        close(to.closing());
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // It was closed before.
        }
    }

    @Override
    public void close() {
        close(server);
        open.forEach(Relay::close);
    }
}
