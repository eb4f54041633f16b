package io.llmloadtest.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;

/**
 * An array of {@code struct epoll_event}, the data of each of which is a file descriptor. The struct is packed on x86_64 and
 * nowhere else ({@code EPOLL_PACKED} of the kernel's uapi/linux/eventpoll.h).
 */
final class EpollEvents {

    static final int IN = 0x1;
    static final int OUT = 0x4;
    static final int EDGE = 1 << 31;

    private static final Set<String> PACKED = Set.of("amd64", "x86_64");
    private static final Set<String> ALIGNED = Set.of("aarch64");

    private final long size;
    private final long dataAt;
    private final MemorySegment array;

    EpollEvents(Arena arena, int count, String machine) {
        boolean packed = PACKED.contains(machine);
        size = packed ? 12 : 16;
        dataAt = packed ? 4 : 8;
        array = arena.allocate(size * count, 8);
    }

    /** Whether the layout on this kind of processor, named as in {@code os.arch}, is known. */
    static boolean knows(String machine) {
        return PACKED.contains(machine) || ALIGNED.contains(machine);
    }

    MemorySegment segment() {
        return array;
    }

    int flags(int index) {
        return array.get(JAVA_INT, index * size);
    }

    int fd(int index) {
        return array.get(JAVA_INT_UNALIGNED, index * size + dataAt);
    }

    /** Sets the first event, for {@code epoll_ctl}. */
    MemorySegment set(int flags, int fd) {
        array.set(JAVA_INT, 0, flags);
        array.set(JAVA_INT_UNALIGNED, dataAt, fd);
        array.set(JAVA_INT_UNALIGNED, dataAt + 4, 0);
        return array;
    }
}
