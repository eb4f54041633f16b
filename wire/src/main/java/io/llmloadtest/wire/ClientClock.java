package io.llmloadtest.wire;

import java.io.IOException;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Whose clock stamps the arrival of bytes. */
public enum ClientClock {

    /** The kernel's, when the network stack takes a segment in ({@code SO_TIMESTAMPNS}). */
    KERNEL,
    /** The event loop's, when it gets to read. */
    USER;

    /** Its name in documents and options. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Makes a transport of one event loop that stamps so; nothing is connected yet.
     *
     * @param clock nanoseconds since the run's start, monotonic, cheap, callable from any thread
     * @throws IOException when the system or the target does not allow it
     */
    public Transport open(Target target, ConnectionPolicy policy, LongSupplier clock) throws IOException {
        return switch (this) {
            case KERNEL -> KernelTransport.open(target, policy, 1, clock);
            case USER -> NettyTransport.open(target, policy, clock);
        };
    }
}
