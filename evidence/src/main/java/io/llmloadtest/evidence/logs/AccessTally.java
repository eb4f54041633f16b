package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts lines, and access lines by their key. Not thread-safe. */
final class AccessTally {

    /** Stands for the paths beyond those that are told apart. */
    static final String OTHER_PATHS = "(other paths)";

    /** Marks a further access record on a line that is counted already. */
    static final int GLUED = 0x8000;

    private final List<AccessKey> keys;
    private long[] counts = new long[16];
    private long lines;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** Codes are places in {@code keys}, counted from 1; 0 is a line of another kind. */
    AccessTally(List<AccessKey> keys) {
        this.keys = keys;
    }

    void add(long nanos, int code) {
        int key = code & ~GLUED;
        if (key >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(2 * counts.length, key + 1));
        }
        counts[key]++;
        lines += code < GLUED ? 1 : 0;
        first = Math.min(first, nanos);
        last = Math.max(last, nanos);
    }

    AccessTally copy() {
        AccessTally copy = new AccessTally(keys);
        copy.counts = counts.clone();
        copy.lines = lines;
        copy.first = first;
        copy.last = last;
        return copy;
    }

    long lines() {
        return lines;
    }

    Map<AccessKey, Long> counts() {
        Map<AccessKey, Long> byKey = new HashMap<>();
        for (int code = 1; code < counts.length; code++) {
            if (counts[code] > 0) {
                byKey.put(keys.get(code - 1), counts[code]);
            }
        }
        return byKey;
    }

    Optional<Instant> first() {
        return lines == 0 ? Optional.empty() : Optional.of(Moments.instant(first));
    }

    Optional<Instant> last() {
        return lines == 0 ? Optional.empty() : Optional.of(Moments.instant(last));
    }
}
