package io.llmloadtest.load.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Times the network: opening a TCP connection takes one round trip and no work of the server's. */
final class RoundTrip {

    private static final int CONNECTS = 5;

    private final LongSupplier nanoClock;

    RoundTrip(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The median of five connects in nanoseconds, the name looked up before; empty when none worked. */
    OptionalLong to(String host, int port, Duration timeout) {
        long[] times = new long[CONNECTS];
        int taken = 0;
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            for (; taken < CONNECTS; taken++) {
                try (Socket socket = new Socket()) {
                    long start = nanoClock.getAsLong();
                    socket.connect(address, (int) timeout.toMillis());
                    times[taken] = nanoClock.getAsLong() - start;
                }
            }
        } catch (IOException _) {
            // what was timed so far counts
        }
        Arrays.sort(times, 0, taken);
        return taken == 0 ? OptionalLong.empty() : OptionalLong.of(times[taken / 2]);
    }
}
