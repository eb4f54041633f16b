package io.llmloadtest.wire.kernel;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/** Error numbers of Linux, the same on all processors of {@link EpollEvents#knows}. */
final class Errno {

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EINPROGRESS = 115;

    private static final int ENFILE = 23;
    private static final int EMFILE = 24;
    private static final int EADDRNOTAVAIL = 99;
    private static final int ENETUNREACH = 101;
    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private Errno() {
    }

    /**
     * The exception that the JDK's own sockets throw for it, with the system's words; in English where they tell of a limit
     * of this machine, because others look for them.
     */
    static IOException exception(int errno, Libc libc) {
        return switch (errno) {
            case EMFILE -> new SocketException("Too many open files");
            case ENFILE -> new SocketException("Too many open files in system");
            case EADDRNOTAVAIL -> new BindException("Cannot assign requested address");
            case ECONNREFUSED, ETIMEDOUT -> new ConnectException(libc.strerror(errno));
            case ENETUNREACH, EHOSTUNREACH -> new NoRouteToHostException(libc.strerror(errno));
            default -> new SocketException(libc.strerror(errno));
        };
    }
}
