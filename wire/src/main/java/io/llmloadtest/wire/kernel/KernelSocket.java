package io.llmloadtest.wire.kernel;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** One socket of an {@link EpollLoop}, on which alone it is used. */
public final class KernelSocket {

    private enum State {
        CONNECTING, OPEN, CLOSED
    }

    private static final byte[] NOTHING = {};

    private final EpollLoop loop;
    private final Sockets sockets;
    private final int fd;
    private final SocketEvents events;
    private State state = State.CONNECTING;
    private Optional<Runnable> stopTimer = Optional.empty();
    private byte[] head = NOTHING;
    private byte[] body = NOTHING;
    private int sent;
    private boolean waitsToSend;
    private long earliestStamp;

    KernelSocket(EpollLoop loop, Sockets sockets, int fd, SocketEvents events) {
        this.loop = loop;
        this.sockets = sockets;
        this.fd = fd;
        this.events = events;
        this.earliestStamp = loop.clientNanos();
    }

    void timedBy(Runnable stop) {
        stopTimer = Optional.of(stop);
    }

    /** Sends two arrays as one; what was to be sent before must have been sent. They are not changed afterwards. */
    public void send(byte[] first, byte[] second) {
        head = first;
        body = second;
        sent = 0;
        earliestStamp = loop.clientNanos();
        flush();
    }

    private void flush() {
        int size = head.length + body.length;
        while (state == State.OPEN && sent < size) {
            int taken = sockets.send(fd, head, body, sent);
            if (taken < 0) {
                switch (sockets.errno()) {
                    case Errno.EINTR -> {
                    }
                    case Errno.EAGAIN -> {
                        waitToSend(true);
                        return;
                    }
                    default -> lost(Optional.of(sockets.failure()));
                }
            } else {
                sent += taken;
            }
        }
        if (state == State.OPEN) {
            waitToSend(false);
            head = NOTHING;
            body = NOTHING;
            sent = 0;
            events.sent();
        }
    }

    private void waitToSend(boolean wait) {
        if (waitsToSend != wait) {
            waitsToSend = wait;
            sockets.watch(fd, wait ? EpollEvents.IN | EpollEvents.OUT : EpollEvents.IN);
        }
    }

    /** The system has news of this socket. */
    void ready(int flags) {
        switch (state) {
            case CONNECTING -> connectEnded();
            case OPEN -> {
                if ((flags & ~EpollEvents.OUT) != 0) {
                    read();
                }
                if (waitsToSend && (flags & EpollEvents.OUT) != 0) {
                    flush();
                }
            }
            case CLOSED -> {
            }
        }
    }

    private void connectEnded() {
        int error = sockets.connectError(fd);
        if (error != 0) {
            notConnected(sockets.failure(error));
            return;
        }
        stopTimer.ifPresent(Runnable::run);
        sockets.watch(fd, EpollEvents.IN);
        state = State.OPEN;
        events.connected();
    }

    /** One read at a time, so that no socket keeps the others waiting; what is left is told of again. */
    private void read() {
        StampedRead read = sockets.read();
        int length = read.from(fd);
        if (length > 0) {
            earliestStamp = loop.stamp(earliestStamp);
            events.received(read.slice(), length, earliestStamp);
        } else if (length == 0) {
            lost(Optional.empty());
        } else if (sockets.errno() != Errno.EAGAIN && sockets.errno() != Errno.EINTR) {
            lost(Optional.of(sockets.failure()));
        }
    }

    void notConnected(IOException why) {
        if (state == State.CONNECTING) {
            close();
            events.notConnected(why);
        }
    }

    private void lost(Optional<IOException> failure) {
        close();
        events.closed(failure);
    }

    /** The loop ends, or something on it went wrong that is no fault of the network's. */
    void abandon(IOException why) {
        switch (state) {
            case CONNECTING -> notConnected(why);
            case OPEN -> lost(Optional.of(why));
            case CLOSED -> {
            }
        }
    }

    /** The client's port; empty when the system does not tell it. */
    public OptionalInt localPort() {
        return state == State.CLOSED ? OptionalInt.empty() : sockets.localPort(fd);
    }

    /** Whether the connection stands. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Closes it; closing twice does nothing. */
    public void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            stopTimer.ifPresent(Runnable::run);
            head = NOTHING;
            body = NOTHING;
            sockets.discard(fd);
        }
    }
}
