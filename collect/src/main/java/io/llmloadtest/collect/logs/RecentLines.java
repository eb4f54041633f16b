package io.llmloadtest.collect.logs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/**
 * Tells lines that one stream hands out a second time. Docker's own follower (seen with 20.10) jumps back and forth, and
 * leaves lines out, when a log is rotated faster than it reads. A stamp that lies back is a repetition only when the line
 * was here: a line that was left out, or a clock that was set back, gives such stamps too. One thread at a time.
 */
final class RecentLines {

    private static final int KEPT = 1 << 16;

    private final Queue<Mark> inOrder = new ArrayDeque<>();
    private final Set<Mark> kept = new HashSet<>();
    private boolean repeating;
    private boolean begins;

    private record Mark(Instant stamp, int textHash) {

        static Mark of(StampedLine line) {
            return new Mark(line.to(), line.text().hashCode());
        }
    }

    /** Whether a line was here already. */
    boolean isRepeated(StampedLine line) {
        boolean repeated = kept.contains(Mark.of(line));
        begins = repeated && !repeating;
        repeating = repeated;
        return repeated;
    }

    /** Whether the line that was asked for last began a repetition. */
    boolean begins() {
        return begins;
    }

    /** Takes note of a line that is new. */
    void passed(StampedLine line) {
        Mark mark = Mark.of(line);
        if (kept.add(mark)) {
            inOrder.add(mark);
            if (inOrder.size() > KEPT) {
                kept.remove(inOrder.remove());
            }
        }
    }
}
