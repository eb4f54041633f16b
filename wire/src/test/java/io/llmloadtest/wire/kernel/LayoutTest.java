package io.llmloadtest.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of the structs, as a compiler lays them out on a little-endian processor. */
class LayoutTest {

    private static byte[] bytes(MemorySegment segment, int length) {
        return segment.asSlice(0, length).toArray(JAVA_BYTE);
    }

    @ParameterizedTest
    @CsvSource({"amd64, 24, 4", "aarch64, 32, 8"})
    void anEpollEventIsPackedOnX86Only(String machine, int twoEvents, int dataAt) {
        try (Arena arena = Arena.ofConfined()) {
            EpollEvents events = new EpollEvents(arena, 2, machine);
            byte[] bytes = bytes(events.set(EpollEvents.IN | EpollEvents.OUT, 0x0102), twoEvents);
            assertThat(events.segment().byteSize()).isEqualTo(twoEvents);
            assertThat(bytes[0]).isEqualTo((byte) 5);
            assertThat(bytes[dataAt]).isEqualTo((byte) 2);
            assertThat(bytes[dataAt + 1]).isEqualTo((byte) 1);
            assertThat(events.fd(0)).isEqualTo(0x0102);
            assertThat(events.flags(0)).isEqualTo(5);
            assertThat(events.fd(1)).isZero();
        }
    }

    @Test
    void otherProcessorsAreNotKnown() {
        assertThat(EpollEvents.knows("riscv64")).isFalse();
        assertThat(EpollEvents.knows("aarch64")).isTrue();
    }

    @Test
    void anIpv4AddressHasPortAndAddressInNetworkOrder() {
        try (Arena arena = Arena.ofConfined()) {
            SocketAddress address = new SocketAddress(arena);
            assertThat(address.set(new InetSocketAddress(InetAddress.ofLiteral("10.1.2.3"), 0x1F90))).isEqualTo(16);
            assertThat(bytes(address.struct(), 16)).startsWith(2, 0, 0x1F, 0x90, 10, 1, 2, 3);
            assertThat(address.port()).isEqualTo(8080);
        }
    }

    @Test
    void anIpv6AddressHasItsScope() throws UnknownHostException {
        try (Arena arena = Arena.ofConfined()) {
            SocketAddress address = new SocketAddress(arena);
            byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
            InetAddress scoped = Inet6Address.getByAddress("", linkLocal, 3);
            assertThat(address.set(new InetSocketAddress(scoped, 0xFFFE))).isEqualTo(28);
            byte[] struct = bytes(address.struct(), 28);
            assertThat(struct).startsWith(10, 0, 0xFF, 0xFE, 0, 0, 0, 0, 0xFE, 0x80).endsWith(1, 3, 0, 0, 0);
            assertThat(address.port()).isEqualTo(0xFFFE);
        }
    }
}
