package io.llmloadtest.wire;

import io.llmloadtest.wire.kernel.EpollLoop;
import io.llmloadtest.wire.kernel.KernelSocket;
import io.llmloadtest.wire.kernel.SocketEvents;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A socket whose reads the kernel stamps. */
final class KernelLink implements Link, SocketEvents {

    private final Connection connection;
    private final KernelSocket socket;
    private final Target target;
    private final Opener.Outcome outcome;

    /** Begins to connect. */
    KernelLink(Lane lane, EpollLoop loop, InetSocketAddress address, Duration timeout, Target target,
            Opener.Outcome outcome) throws IOException {
        this.target = target;
        this.outcome = outcome;
        this.connection = new Connection(lane, this);
        this.socket = loop.connect(address, timeout, this);
    }

    @Override
    public void send(byte[] head, byte[] body) {
        socket.send(head, body);
    }

    @Override
    public OptionalInt localPort() {
        return socket.localPort();
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void connected() {
        connection.opened();
        outcome.opened(connection);
    }

    @Override
    public void notConnected(IOException why) {
        outcome.failed(Failures.connect(why, target));
    }

    @Override
    public void sent() {
        connection.written();
    }

    @Override
    public void received(byte[] bytes, int length, long stampNanos) {
        boolean _ = connection.received(bytes, length, stampNanos, false);
    }

    @Override
    public void closed(Optional<IOException> failure) {
        failure.ifPresent(connection::failed);
        connection.gone();
    }
}
