package io.llmloadtest.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the connections of a transport did since it was opened.
 *
 * @param connections opened, with those opened ahead
 * @param reads that brought bytes of an answer
 * @param crowdedReads those that brought several chunks of a stream at once
 */
public record Traffic(long connections, long reads, long crowdedReads) {

    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, 0);

    /** This and that together. */
    public Traffic plus(Traffic other) {
        return new Traffic(connections + other.connections, reads + other.reads, crowdedReads + other.crowdedReads);
    }

    /** What came after an earlier moment of the same transport. */
    public Traffic since(Traffic earlier) {
        return new Traffic(connections - earlier.connections, reads - earlier.reads,
                crowdedReads - earlier.crowdedReads);
    }

    /** Counts for one loop, which alone writes; any thread may read. */
    static final class Meter {

        private final AtomicLong connections = new AtomicLong();
        private final AtomicLong reads = new AtomicLong();
        private final AtomicLong crowdedReads = new AtomicLong();

        void opened() {
            increment(connections);
        }

        /** A read brought so many chunks. */
        void read(int chunks) {
            increment(reads);
            if (chunks > 1) {
                increment(crowdedReads);
            }
        }

        Traffic soFar() {
            return new Traffic(connections.get(), reads.get(), crowdedReads.get());
        }

        /** With one writer no read-modify-write is needed, which matters in every read. */
        private static void increment(AtomicLong count) {
            count.setRelease(count.getPlain() + 1);
        }
    }
}
