package io.llmloadtest.wire.kernel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/** Error numbers of Linux, the same on all processors of {@link EpollEvents#knows}. */
final class Errno {

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EINPROGRESS = 115;

    private static final int ENETUNREACH = 101;
    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private Errno() {
    }

    /** The exception that the JDK's own sockets throw for it, with the system's words. */
    static IOException exception(int errno, Libc libc) {
        String words = libc.strerror(errno);
        return switch (errno) {
            case ECONNREFUSED, ETIMEDOUT -> new ConnectException(words);
            case ENETUNREACH, EHOSTUNREACH -> new NoRouteToHostException(words);
            default -> new SocketException(words);
        };
    }
}
