package io.llmloadtest.wire.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Real-time priority: the scheduler runs such a thread at once, before all ordinary ones of the machine (sched(7), the least
 * of {@code SCHED_RR}). Linux grants it to root, to holders of {@code CAP_SYS_NICE}, and within {@code RLIMIT_RTPRIO}.
 */
public final class RealTime {

    private static final int THIS_THREAD = 0;
    private static final int ROUND_ROBIN = 2;
    /** Threads that this one starts, as the JVM may have it do, are ordinary ones. */
    private static final int RESET_ON_FORK = 0x4000_0000;
    private static final int LEAST = 1;

    private RealTime() {
    }

    /** Asks for it for the calling thread; whether it was granted. */
    public static boolean ask() {
        if (Kernel.noCalls().isPresent()) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment priority = arena.allocateFrom(ValueLayout.JAVA_INT, LEAST);
            return new Libc(arena).schedSetscheduler(THIS_THREAD, ROUND_ROBIN | RESET_ON_FORK, priority) == 0;
        }
    }
}
