package io.llmloadtest.wire.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A {@code recvmsg} with its buffers, used for one read after another. A read has one stamp, that of the last segment in it.
 * Reading less at a time would not tell more: segments that wait in a socket's queue are merged there, and what is merged keeps
 * the last stamp (tcp_try_coalesce; seen with 250 byte segments 5 ms apart on Linux 6.18).
 */
final class StampedRead {

    /** What {@link #kernelNanos()} says when a read had no stamp. */
    static final long NO_STAMP = Long.MIN_VALUE;

    static final int SOL_SOCKET = 1;
    /** The option that asks for stamps, and the type of the control message that has them. */
    static final int SO_TIMESTAMPNS = 35;

    private static final int SLICE = 64 << 10;
    private static final long CONTROL_ROOM = 128;
    private static final long IOV_LENGTH = 8;
    private static final long MSG_IOV = 16;
    private static final long MSG_IOVLEN = 24;
    private static final long MSG_CONTROL = 32;
    private static final long MSG_CONTROLLEN = 40;
    private static final long MSG_SIZE = 56;
    private static final long CMSG_LEVEL = 8;
    private static final long CMSG_TYPE = 12;
    private static final long CMSG_DATA = 16;
    private static final long TIMESPEC = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Libc libc;
    private final MemorySegment bytes;
    private final MemorySegment control;
    private final MemorySegment message;
    private final byte[] slice = new byte[SLICE];

    StampedRead(Arena arena, Libc libc) {
        this.libc = libc;
        bytes = arena.allocate(SLICE, 8);
        control = arena.allocate(CONTROL_ROOM, 8);
        message = arena.allocate(MSG_SIZE, 8);
        MemorySegment vector = arena.allocate(2 * ADDRESS.byteSize(), 8);
        vector.set(ADDRESS, 0, bytes);
        vector.set(JAVA_LONG, IOV_LENGTH, SLICE);
        message.set(ADDRESS, MSG_IOV, vector);
        message.set(JAVA_LONG, MSG_IOVLEN, 1);
        message.set(ADDRESS, MSG_CONTROL, control);
    }

    /** Reads once; as the function does, it returns the number of bytes, 0 at the end, or -1. */
    int from(int fd) {
        message.set(JAVA_LONG, MSG_CONTROLLEN, CONTROL_ROOM);
        int length = (int) libc.recvmsg(fd, message, 0);
        if (length > 0) {
            MemorySegment.copy(bytes, JAVA_BYTE, 0, slice, 0, length);
        }
        return length;
    }

    /** What the last read brought, from index 0; valid until the next. */
    byte[] slice() {
        return slice;
    }

    /** The stamp of the last read in nanoseconds of CLOCK_REALTIME, or {@link #NO_STAMP}. */
    long kernelNanos() {
        long end = Math.min(CONTROL_ROOM, message.get(JAVA_LONG, MSG_CONTROLLEN));
        long at = 0;
        while (at + CMSG_DATA <= end) {
            long length = control.get(JAVA_LONG, at);
            if (control.get(JAVA_INT, at + CMSG_LEVEL) == SOL_SOCKET
                    && control.get(JAVA_INT, at + CMSG_TYPE) == SO_TIMESTAMPNS && length >= CMSG_DATA + TIMESPEC
                    && at + CMSG_DATA + TIMESPEC <= end) {
                return control.get(JAVA_LONG, at + CMSG_DATA) * NANOS_PER_SECOND
                        + control.get(JAVA_LONG, at + CMSG_DATA + 8);
            }
            at += Math.max(CMSG_DATA, (length + 7) & -8);
        }
        return NO_STAMP;
    }
}
