package io.llmloadtest.simulator.front;

import java.util.Arrays;

/** Counts what the front does. Thread-safe. */
final class FrontBook {

    private final long[] byServer;
    private long requests;
    private long retries;
    private long fromCache;
    private long bunches;
    private long unreachable;

    FrontBook(int servers) {
        byServer = new long[servers];
    }

    /** A completion request has come; gives its ordinal, from 1. */
    synchronized long arrived() {
        return ++requests;
    }

    synchronized void sentTo(int server) {
        byServer[server]++;
    }

    synchronized void retried() {
        retries++;
    }

    synchronized void cached() {
        fromCache++;
    }

    synchronized void bunch() {
        bunches++;
    }

    synchronized void unreachable() {
        unreachable++;
    }

    synchronized FrontTruth truth() {
        return new FrontTruth(requests, Arrays.stream(byServer).boxed().toList(), retries, fromCache, bunches,
                unreachable);
    }
}
