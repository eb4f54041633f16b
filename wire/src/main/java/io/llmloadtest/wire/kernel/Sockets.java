package io.llmloadtest.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The system's side of one loop: an epoll instance, a descriptor that wakes it, its sockets, and the memory for the calls. Only
 * {@link #wake} may be called from any thread. Constants are those of x86_64 and aarch64, on which they are the same.
 */
final class Sockets implements AutoCloseable {

    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int NON_BLOCKING = 0x800;
    private static final int SOCK_STREAM = 1;
    private static final int SO_ERROR = 4;
    private static final int SO_KEEPALIVE = 9;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int EPOLL_CTL_ADD = 1;
    private static final int EPOLL_CTL_MOD = 3;
    private static final int CLOCK_REALTIME = 0;
    private static final int OUT_ROOM = 64 << 10;

    private final Arena arena = Arena.ofShared();
    private final Libc libc = new Libc(arena);
    private final Libc wakersLibc = new Libc(arena);
    private final ReentrantLock wakersLock = new ReentrantLock();
    private final StampedRead read = new StampedRead(arena, libc);
    private final SocketAddress address = new SocketAddress(arena);
    private final MemorySegment out = arena.allocate(OUT_ROOM, 8);
    private final MemorySegment number = arena.allocate(JAVA_INT);
    private final MemorySegment numberLength = arena.allocate(JAVA_INT);
    private final MemorySegment one = arena.allocateFrom(JAVA_LONG, 1);
    private final MemorySegment timespec = arena.allocate(16, 8);
    private final EpollEvents change;
    private final EpollEvents ready;
    private final int readyRoom;
    private final int epoll;
    private final int waker;
    private @Nullable KernelSocket[] byDescriptor = new KernelSocket[64];
    private int[] discarded = new int[16];
    private int discardedCount;
    private boolean closed;

    /** Opens the instance with room for so many sockets that are ready at once. */
    Sockets(int readyRoom) throws IOException {
        String machine = System.getProperty("os.arch");
        this.readyRoom = readyRoom;
        change = new EpollEvents(arena, 1, machine);
        ready = new EpollEvents(arena, readyRoom, machine);
        epoll = libc.epollCreate(CLOSE_ON_EXEC);
        waker = epoll < 0 ? -1 : libc.eventfd(CLOSE_ON_EXEC | NON_BLOCKING);
        // edge-triggered, so the counter need never be read back; it would overflow after 2^64 wakings
        if (waker < 0 || libc.epollCtl(epoll, EPOLL_CTL_ADD, waker,
                change.set(EpollEvents.IN | EpollEvents.EDGE, waker)) < 0) {
            IOException why = failure();
            close();
            throw why;
        }
    }

    /** Makes {@link #await} return, now or next time. Does nothing once this is closed. */
    void wake() {
        wakersLock.lock();
        try {
            if (!closed) {
                // it can only fail with a counter that is full, and then the loop wakes anyway
                long _ = wakersLibc.write(waker, one, one.byteSize());
            }
        } finally {
            wakersLock.unlock();
        }
    }

    /** Waits for sockets; how many are ready. A time-out of -1 is none. */
    int await(int timeoutMillis) {
        // a signal may interrupt it; the loop then looks at its tasks and comes back
        return Math.max(0, libc.epollWait(epoll, ready.segment(), readyRoom, timeoutMillis));
    }

    /** The socket that is ready at an index, or null when it is none, or one that has been closed meanwhile. */
    @Nullable
    KernelSocket ready(int index) {
        int fd = ready.fd(index);
        return fd < byDescriptor.length ? byDescriptor[fd] : null;
    }

    /** What the socket is ready for. */
    int readyFor(int index) {
        return ready.flags(index);
    }

    /** Begins to connect a new socket; its descriptor. */
    int connect(InetSocketAddress to) throws IOException {
        int fd = create(to.getAddress());
        int length = address.set(to);
        int result = libc.connect(fd, address.struct(), length);
        boolean begun = result == 0 || libc.errno() == Errno.EINPROGRESS;
        if (!begun || libc.epollCtl(epoll, EPOLL_CTL_ADD, fd, change.set(EpollEvents.OUT, fd)) < 0) {
            IOException why = failure();
            int _ = libc.close(fd);
            throw why;
        }
        return fd;
    }

    /** Makes a socket whose reads are stamped, for addresses of a family; its descriptor. */
    int create(InetAddress of) throws IOException {
        int fd = libc.socket(SocketAddress.family(of), SOCK_STREAM | NON_BLOCKING | CLOSE_ON_EXEC);
        if (fd < 0) {
            throw failure();
        }
        number.set(JAVA_INT, 0, 1);
        if (set(fd, StampedRead.SOL_SOCKET, StampedRead.SO_TIMESTAMPNS) < 0 || set(fd, IPPROTO_TCP, TCP_NODELAY) < 0
                || set(fd, StampedRead.SOL_SOCKET, SO_KEEPALIVE) < 0) {
            IOException why = failure();
            int _ = libc.close(fd);
            throw why;
        }
        return fd;
    }

    private int set(int fd, int level, int option) {
        return libc.setsockopt(fd, level, option, number, Integer.BYTES);
    }

    /** Has a descriptor's events go to a socket. */
    void register(int fd, KernelSocket socket) {
        if (fd >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(fd + 1, byDescriptor.length * 2));
        }
        byDescriptor[fd] = socket;
    }

    /** Sets what a socket is watched for. */
    void watch(int fd, int flags) {
        if (libc.epollCtl(epoll, EPOLL_CTL_MOD, fd, change.set(flags, fd)) < 0) {
            // only for want of kernel memory or for a descriptor that is none
            throw new IllegalStateException("epoll_ctl: " + failure().getMessage());
        }
    }

    /** The error with which connecting ended; 0 for none. */
    int connectError(int fd) {
        numberLength.set(JAVA_INT, 0, Integer.BYTES);
        int result = libc.getsockopt(fd, StampedRead.SOL_SOCKET, SO_ERROR, number, numberLength);
        return result < 0 ? libc.errno() : number.get(JAVA_INT, 0);
    }

    OptionalInt localPort(int fd) {
        return libc.getsockname(fd, address.struct(), address.lengthForAll()) < 0
                ? OptionalInt.empty()
                : OptionalInt.of(address.port());
    }

    /** Sends what fits of two arrays taken as one, from a position on; how much was taken, or -1. */
    int send(int fd, byte[] head, byte[] body, int from) {
        int headFrom = Math.min(from, head.length);
        int inHead = Math.min(head.length - headFrom, OUT_ROOM);
        MemorySegment.copy(head, headFrom, out, JAVA_BYTE, 0, inHead);
        int bodyFrom = Math.max(0, from - head.length);
        int inBody = Math.min(body.length - bodyFrom, OUT_ROOM - inHead);
        MemorySegment.copy(body, bodyFrom, out, JAVA_BYTE, inHead, inBody);
        return (int) libc.send(fd, out, inHead + inBody, MSG_NOSIGNAL);
    }

    /** CLOCK_REALTIME. */
    long wallNanos() {
        // it cannot fail with this clock
        int _ = libc.clockGettime(CLOCK_REALTIME, timespec);
        return timespec.get(JAVA_LONG, 0) * 1_000_000_000 + timespec.get(JAVA_LONG, 8);
    }

    StampedRead read() {
        return read;
    }

    int errno() {
        return libc.errno();
    }

    /** The last call's failure. */
    IOException failure() {
        return failure(libc.errno());
    }

    IOException failure(int errno) {
        return Errno.exception(errno, libc);
    }

    /**
     * Forgets a socket. Its descriptor is closed at the end of the turn, so that no other socket has its number while events are
     * still worked through.
     */
    void discard(int fd) {
        byDescriptor[fd] = null;
        if (discardedCount == discarded.length) {
            discarded = Arrays.copyOf(discarded, discardedCount * 2);
        }
        discarded[discardedCount++] = fd;
    }

    void closeDiscarded() {
        for (int i = 0; i < discardedCount; i++) {
            int _ = libc.close(discarded[i]);
        }
        discardedCount = 0;
    }

    /** The sockets that are not closed. */
    List<KernelSocket> all() {
        List<KernelSocket> all = new ArrayList<>();
        for (KernelSocket socket : byDescriptor) {
            if (socket != null) {
                all.add(socket);
            }
        }
        return all;
    }

    /** Frees everything; sockets must have been closed. */
    @Override
    public void close() {
        wakersLock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closeDiscarded();
            if (waker >= 0) {
                int _ = libc.close(waker);
            }
            if (epoll >= 0) {
                int _ = libc.close(epoll);
            }
        } finally {
            wakersLock.unlock();
        }
        arena.close();
    }
}
