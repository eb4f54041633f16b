package io.llmloadtest.collect.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells lines that one stream hands out a second time. Docker's own follower (seen with 20.10) jumps back, and leaves lines
 * out, when a log is rotated faster than it reads. A stamp that lies back is a repetition only when the line was here: a
 * clock that was set back gives such stamps too. One thread at a time.
 */
final class RecentStamps {

    private static final int KEPT = 1 << 16;

    private final Instant[] ring = new Instant[KEPT];
    private long count;
    private Optional<Instant> last = Optional.empty();
    private boolean repeating;

    /** Whether the last line began a repetition. */
    private boolean begins;

    /** Whether a line of this stamp was here already. */
    boolean isRepeated(Instant stamp) {
        int order = last.map(stamp::compareTo).orElse(1);
        begins = false;
        if (order > 0 || (order == 0 && !repeating)) {
            repeating = false;
            keep(stamp);
            return false;
        }
        boolean known = order == 0 || isKept(stamp);
        begins = known && !repeating;
        repeating |= known;
        if (!repeating) {
            count = 0;
            keep(stamp);
        }
        return known;
    }

    /** Whether the line that was asked for last began a repetition. */
    boolean begins() {
        return begins;
    }

    private void keep(Instant stamp) {
        ring[(int) (count % KEPT)] = stamp;
        count++;
        last = Optional.of(stamp);
    }

    private boolean isKept(Instant stamp) {
        long low = Math.max(0, count - KEPT);
        long high = count - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            int order = ring[(int) (middle % KEPT)].compareTo(stamp);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }
}
