package io.llmloadtest.truth;

import java.util.Arrays;

/** What the server did for one request: when it had arrived whole, and when each chunk was handed to the socket. */
final class RequestTruth {
    private final String id;
    private final Stamp arrival;
    private final boolean completed;
    private final int blockedChunks;
    private final long[] nanoTimes;
    private final long[] realtimeNanos;

    /** Takes over the two arrays, which hold one stamp for each chunk. */
    RequestTruth(String id, Stamp arrival, boolean completed, int blockedChunks, long[] nanoTimes,
            long[] realtimeNanos) {
        this.id = id;
        this.arrival = arrival;
        this.completed = completed;
        this.blockedChunks = blockedChunks;
        this.nanoTimes = nanoTimes;
        this.realtimeNanos = realtimeNanos;
    }

    /** The client's {@code X-Request-Id}. */
    String id() {
        return id;
    }

    Stamp arrival() {
        return arrival;
    }

    /** False when the client went away before the end. */
    boolean completed() {
        return completed;
    }

    /** Chunks that the socket did not take whole at their stamp: they left later than it says. */
    int blockedChunks() {
        return blockedChunks;
    }

    int chunks() {
        return nanoTimes.length;
    }

    long nanoTime(int chunk) {
        return nanoTimes[chunk];
    }

    long realtimeNanos(int chunk) {
        return realtimeNanos[chunk];
    }

    /** From arrival to the first chunk; only asked of a request with chunks. */
    long ttftNanos() {
        return nanoTimes[0] - arrival.nanoTime();
    }

    /** From arrival to the last chunk; only asked of a request with chunks. */
    long e2eNanos() {
        return nanoTimes[nanoTimes.length - 1] - arrival.nanoTime();
    }

    @Override
    public String toString() {
        return id + " " + arrival + " " + Arrays.toString(nanoTimes);
    }
}
