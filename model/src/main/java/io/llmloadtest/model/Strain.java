package io.llmloadtest.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the client's own process went through in a stretch of time: why its measurements may be late, and what it did to the
 * network.
 *
 * @param wallNanos how long the stretch was
 * @param cpuNanos processor time of all threads of the process; empty where the system does not tell
 * @param pauses stops of all threads by the garbage collector
 * @param pauseNanos how long these were together; the JVM tells each in whole milliseconds
 * @param longestPauseNanos the longest of them
 * @param reads reads from the sockets of the load
 * @param crowdedReads those that brought several chunks of a stream at once: the server wrote them together, or they waited
 *     in the socket for the client
 * @param connections connections that were opened for the load
 */
public record Strain(long wallNanos, OptionalLong cpuNanos, long pauses, long pauseNanos, long longestPauseNanos,
        long reads, long crowdedReads, long connections) {

    /** How many processors were busy on average; empty where that is not known. */
    public OptionalDouble cores() {
        return cpuNanos.isEmpty() ? OptionalDouble.empty() : share(cpuNanos.getAsLong(), wallNanos);
    }

    /** The fraction of reads that were crowded; empty without a read. */
    public OptionalDouble crowded() {
        return share(crowdedReads, reads);
    }

    private static OptionalDouble share(long some, long all) {
        return all > 0 ? OptionalDouble.of((double) some / all) : OptionalDouble.empty();
    }

    /** Both stretches together. */
    public Strain plus(Strain other) {
        return new Strain(wallNanos + other.wallNanos,
                cpuNanos.isPresent() && other.cpuNanos.isPresent()
                        ? OptionalLong.of(cpuNanos.getAsLong() + other.cpuNanos.getAsLong())
                        : OptionalLong.empty(),
                pauses + other.pauses, pauseNanos + other.pauseNanos,
                Math.max(longestPauseNanos, other.longestPauseNanos), reads + other.reads,
                crowdedReads + other.crowdedReads, connections + other.connections);
    }
}
