package io.llmloadtest.wire.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.util.Optional;

/** Whether this machine has what {@link EpollLoop} needs. */
public final class Kernel {

    private static final Optional<String> NO_CALLS = probeCalls();
    private static final Optional<String> WHY_NOT = NO_CALLS.isPresent() ? NO_CALLS : probeStamps();

    private Kernel() {
    }

    /** Why there are no kernel stamps here, in a few words for a user; empty when there are. */
    public static Optional<String> unavailable() {
        return WHY_NOT;
    }

    /** Why the system's own calls cannot be made here, in a few words for a user; empty when they can. */
    static Optional<String> noCalls() {
        return NO_CALLS;
    }

    private static Optional<String> probeCalls() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("the system is not Linux");
        }
        String machine = System.getProperty("os.arch");
        if (!EpollEvents.knows(machine)) {
            return Optional.of("the processor is " + machine + ", neither x86_64 nor aarch64");
        }
        try (Arena arena = Arena.ofConfined()) {
            Libc _ = new Libc(arena);
            return Optional.empty();
        } catch (IllegalCallerException | LinkageError | UnsupportedOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("the JVM does not allow native calls: " + cause.getMessage());
        }
    }

    private static Optional<String> probeStamps() {
        try {
            keepStamping();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the system refuses: " + e.getMessage());
        }
    }

    /**
     * Makes a socket that asks for stamps and leaves it open as long as this process lives. The kernel stamps packets while there
     * is such a socket on the machine, and begins some time after the first one asks (net_enable_timestamp): without it the first
     * answers of a run would come unstamped.
     */
    private static void keepStamping() throws IOException {
        try (Sockets sockets = new Sockets(1)) {
            int _ = sockets.create(InetAddress.getLoopbackAddress());
        }
    }
}
