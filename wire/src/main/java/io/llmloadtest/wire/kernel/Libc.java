package io.llmloadtest.wire.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The C library's functions, each as the manual has it: -1 means that {@link #errno()} tells why. An object belongs to one
 * thread, whose error number it keeps. Linking needs native access.
 */
@SuppressWarnings("restricted")
final class Libc {

    private static final int LONGEST_MESSAGE = 256;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_FIELD = Linker.Option.captureStateLayout()
            .varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = link("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CONNECT = link("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle GETSOCKNAME = link("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle SETSOCKOPT = link("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
            JAVA_INT);
    private static final MethodHandle GETSOCKOPT = link("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS,
            ADDRESS);
    private static final MethodHandle SEND = link("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECVMSG = link("recvmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle WRITE = link("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CREATE = link("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CTL = link("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT = link("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle EVENTFD = link("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SCHED_SETSCHEDULER = link("sched_setscheduler", JAVA_INT, JAVA_INT, JAVA_INT,
            ADDRESS);
    private static final MethodHandle STRERROR = link("strerror", ADDRESS, JAVA_INT);
    /** A look at a page that the kernel shares: too short to leave the JVM's state for. */
    private static final MethodHandle CLOCK_GETTIME = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("clock_gettime"), FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
            Linker.Option.critical(false));

    private final MemorySegment state;

    Libc(Arena arena) {
        state = arena.allocate(Linker.Option.captureStateLayout());
    }

    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments), ERRNO);
    }

    int errno() {
        return (int) ERRNO_FIELD.get(state, 0L);
    }

    int socket(int family, int type) {
        try {
            return (int) SOCKET.invokeExact(state, family, type, 0);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int connect(int fd, MemorySegment address, int length) {
        try {
            return (int) CONNECT.invokeExact(state, fd, address, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int getsockname(int fd, MemorySegment address, MemorySegment length) {
        try {
            return (int) GETSOCKNAME.invokeExact(state, fd, address, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int setsockopt(int fd, int level, int name, MemorySegment value, int length) {
        try {
            return (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int getsockopt(int fd, int level, int name, MemorySegment value, MemorySegment length) {
        try {
            return (int) GETSOCKOPT.invokeExact(state, fd, level, name, value, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long send(int fd, MemorySegment bytes, long length, int flags) {
        try {
            return (long) SEND.invokeExact(state, fd, bytes, length, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long recvmsg(int fd, MemorySegment message, int flags) {
        try {
            return (long) RECVMSG.invokeExact(state, fd, message, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    long write(int fd, MemorySegment bytes, long length) {
        try {
            return (long) WRITE.invokeExact(state, fd, bytes, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int close(int fd) {
        try {
            return (int) CLOSE.invokeExact(state, fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int epollCreate(int flags) {
        try {
            return (int) EPOLL_CREATE.invokeExact(state, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int epollCtl(int epoll, int operation, int fd, MemorySegment event) {
        try {
            return (int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int epollWait(int epoll, MemorySegment events, int most, int timeoutMillis) {
        try {
            return (int) EPOLL_WAIT.invokeExact(state, epoll, events, most, timeoutMillis);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int eventfd(int flags) {
        try {
            return (int) EVENTFD.invokeExact(state, 0, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int schedSetscheduler(int thread, int policy, MemorySegment parameters) {
        try {
            return (int) SCHED_SETSCHEDULER.invokeExact(state, thread, policy, parameters);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    int clockGettime(int clock, MemorySegment timespec) {
        try {
            return (int) CLOCK_GETTIME.invokeExact(clock, timespec);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** What the system calls an error, such as {@code Connection refused}. */
    String strerror(int errno) {
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(state, errno);
            return text.reinterpret(LONGEST_MESSAGE).getString(0, StandardCharsets.UTF_8);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static AssertionError unexpected(Throwable e) {
        return switch (e) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> new AssertionError(e);
        };
    }
}
