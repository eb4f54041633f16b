package io.llmloadtest.truth;

import java.util.ArrayList;
import java.util.List;

/**
 * The record since the last reset. Written by the engine, read by whoever asks; the lock is held only to append or to copy
 * references, so that asking does not delay a stream.
 */
final class Truth {
    private final int limit;
    private final List<RequestTruth> kept = new ArrayList<>();
    private long notKept;

    Truth(int limit) {
        this.limit = limit;
    }

    synchronized void add(RequestTruth request) {
        if (kept.size() < limit) {
            kept.add(request);
        } else {
            notKept++;
        }
    }

    synchronized void reset() {
        kept.clear();
        notKept = 0;
    }

    synchronized TruthReport report() {
        return new TruthReport(List.copyOf(kept), notKept);
    }
}
