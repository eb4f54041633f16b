package io.llmloadtest.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/** Room for a {@code struct sockaddr_in} or {@code sockaddr_in6}, and for its length. */
final class SocketAddress {

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SIZE = 16;
    private static final int SIZE6 = 28;
    private static final int ROOM = 128;
    private static final long PORT = 2;
    private static final long ADDRESS = 4;
    private static final long FLOW6 = 4;
    private static final long ADDRESS6 = 8;
    private static final long SCOPE6 = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment struct;
    private final MemorySegment length;

    SocketAddress(Arena arena) {
        struct = arena.allocate(ROOM, 8);
        length = arena.allocate(JAVA_INT);
    }

    static int family(InetAddress address) {
        return address instanceof Inet6Address ? AF_INET6 : AF_INET;
    }

    MemorySegment struct() {
        return struct;
    }

    /** The length in a segment of its own, set to all the room there is. */
    MemorySegment lengthForAll() {
        length.set(JAVA_INT, 0, ROOM);
        return length;
    }

    /** Sets the struct; how long it is. */
    int set(InetSocketAddress to) {
        struct.fill((byte) 0);
        struct.set(JAVA_SHORT, 0, (short) family(to.getAddress()));
        struct.set(NETWORK_SHORT, PORT, (short) to.getPort());
        byte[] bytes = to.getAddress().getAddress();
        if (to.getAddress() instanceof Inet6Address address6) {
            struct.set(JAVA_INT, FLOW6, 0);
            MemorySegment.copy(bytes, 0, struct, JAVA_BYTE, ADDRESS6, bytes.length);
            struct.set(JAVA_INT, SCOPE6, address6.getScopeId());
            return SIZE6;
        }
        MemorySegment.copy(bytes, 0, struct, JAVA_BYTE, ADDRESS, bytes.length);
        return SIZE;
    }

    /** The port, which both kinds have at the same place. */
    int port() {
        return Short.toUnsignedInt(struct.get(NETWORK_SHORT, PORT));
    }
}
