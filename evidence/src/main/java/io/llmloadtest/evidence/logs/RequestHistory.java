package io.llmloadtest.evidence.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a log said of single requests since the run began. Only so many are kept; further ones are counted. Not thread-safe.
 */
final class RequestHistory {

    private static final int MOST_IDS = 200_000;
    private static final int MOST_ENTRIES = 500_000;
    private static final int LONGEST_ID = 200;

    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final BitSet received = new BitSet();
    private long[] nanos = new long[64];
    private int[] whose = new int[64];
    private RequestLine.Kind[] kinds = new RequestLine.Kind[64];
    private int size;
    private boolean seen;
    private boolean receivedSeen;
    private long left;
    private long firstLeft = Long.MAX_VALUE;
    private long lastLeft = Long.MIN_VALUE;

    /** Forgets what was said, but not that something was. */
    void beginRun() {
        places.clear();
        ids.clear();
        received.clear();
        size = 0;
        left = 0;
        firstLeft = Long.MAX_VALUE;
        lastLeft = Long.MIN_VALUE;
    }

    /** Takes note that the log has such lines. */
    void see(RequestLine line) {
        seen = true;
        receivedSeen |= line.kind() == RequestLine.Kind.RECEIVED;
    }

    void add(long at, RequestLine line) {
        see(line);
        for (String id : line.ids()) {
            Integer place = id.length() > LONGEST_ID ? null : place(id);
            if (place == null || size == MOST_ENTRIES) {
                left++;
                firstLeft = Math.min(firstLeft, at);
                lastLeft = Math.max(lastLeft, at);
            } else {
                keep(at, place, line.kind());
            }
        }
    }

    private @Nullable Integer place(String id) {
        Integer known = places.get(id);
        if (known != null || ids.size() == MOST_IDS) {
            return known;
        }
        ids.add(id);
        places.put(id, ids.size() - 1);
        return ids.size() - 1;
    }

    private void keep(long at, int place, RequestLine.Kind kind) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
            whose = Arrays.copyOf(whose, 2 * size);
            kinds = Arrays.copyOf(kinds, 2 * size);
        }
        nanos[size] = at;
        whose[size] = place;
        kinds[size] = kind;
        size++;
        if (kind == RequestLine.Kind.RECEIVED) {
            received.set(place);
        }
    }

    /** What was said in {@code (from, to]}; {@code ports} is what the access log says of it. */
    RequestLines between(long from, long to, PortLines ports) {
        Map<String, Integer> arrived = new HashMap<>();
        Map<String, Integer> aborted = new HashMap<>();
        for (int at = 0; at < size; at++) {
            if (nanos[at] > from && nanos[at] <= to) {
                int place = whose[at];
                switch (kinds[at]) {
                    case RECEIVED -> arrived.merge(ids.get(place), 1, Integer::sum);
                    case ADDED -> {
                        if (!receivedSeen) {
                            arrived.merge(RequestLine.withoutEngineDigits(ids.get(place)), 1, Integer::sum);
                        }
                    }
                    case ABORTED -> aborted.merge(asReceived(place), 1, Integer::sum);
                }
            }
        }
        return new RequestLines(seen, arrived, aborted, lastLeft > from && firstLeft <= to ? left : 0, ports);
    }

    /** A client's own id may end as the engine's digits do; then it was received as it stands. */
    private String asReceived(int place) {
        return received.get(place) ? ids.get(place) : RequestLine.withoutEngineDigits(ids.get(place));
    }
}
