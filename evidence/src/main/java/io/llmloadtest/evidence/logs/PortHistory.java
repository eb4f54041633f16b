package io.llmloadtest.evidence.logs;

import java.util.HashMap;
import java.util.Map;

/** From which ports calls came since the run began. Only so many are kept; further ones are counted. Not thread-safe. */
final class PortHistory {

    private static final int MOST_CALLS = 2_000_000;
    private static final int NO_PORT = 0;

    private final Moments calls = new Moments(MOST_CALLS);

    /** Takes a call; port 0 is none. */
    void add(long nanos, int port) {
        calls.add(nanos, port);
    }

    /** Forgets the calls up to a moment, that moment included. */
    void beginRun(long at) {
        calls.takeUpTo(at, (_, _) -> {});
    }

    /** The calls in {@code (from, to]}. */
    PortLines between(long from, long to) {
        Map<Integer, Integer> lines = new HashMap<>();
        calls.between(from, to, (_, port) -> lines.merge(port, 1, Integer::sum));
        Integer without = lines.remove(NO_PORT);
        return new PortLines(lines, calls.leftOut(from, to) + (without == null ? 0 : without));
    }
}
