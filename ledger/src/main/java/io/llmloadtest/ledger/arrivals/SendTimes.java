package io.llmloadtest.ledger.arrivals;

import io.llmloadtest.model.Tick;
import java.util.Arrays;

/**
 * When requests were meant to go and when they went. Of the {@value #MOST} that went first each moment of sending is kept, in
 * whatever order they are added; of the rest only the count and the ends. Not safe for concurrent use.
 */
public final class SendTimes {

    /** As many moments are told. */
    static final int MOST = 1 << 16;

    private long[] moments = new long[0];
    private int kept;
    private long latest = Long.MAX_VALUE;
    private long count;
    private long firstSent = Long.MAX_VALUE;
    private long lastSent = Long.MIN_VALUE;
    private long firstIntended = Long.MAX_VALUE;
    private long lastIntended = Long.MIN_VALUE;

    /** Adds a request, in any order. */
    public void add(Tick intended, Tick sent) {
        count++;
        firstSent = Math.min(firstSent, sent.nanos());
        lastSent = Math.max(lastSent, sent.nanos());
        firstIntended = Math.min(firstIntended, intended.nanos());
        lastIntended = Math.max(lastIntended, intended.nanos());
        keep(sent.nanos());
    }

    /** Adds everything of {@code other}. */
    public void addAll(SendTimes other) {
        count += other.count;
        firstSent = Math.min(firstSent, other.firstSent);
        lastSent = Math.max(lastSent, other.lastSent);
        firstIntended = Math.min(firstIntended, other.firstIntended);
        lastIntended = Math.max(lastIntended, other.lastIntended);
        for (int i = 0; i < other.kept; i++) {
            keep(other.moments[i]);
        }
    }

    private void keep(long moment) {
        if (moment > latest) {
            return;
        }
        if (kept == 2 * MOST) {
            keepTheFirst();
        }
        if (kept == moments.length) {
            moments = Arrays.copyOf(moments, Math.min(2 * MOST, Math.max(64, 2 * kept)));
        }
        moments[kept++] = moment;
    }

    /** A later one may still have come before: requests are added as they end. So the room is twice what is told. */
    private void keepTheFirst() {
        Arrays.sort(moments, 0, kept);
        kept = MOST;
        latest = moments[MOST - 1];
    }

    long gaps() {
        return Math.max(0, count - 1);
    }

    double sentSeconds() {
        return count == 0 ? 0 : (lastSent - firstSent) / 1e9;
    }

    double intendedSeconds() {
        return count == 0 ? 0 : (lastIntended - firstIntended) / 1e9;
    }

    /** When requests went, in order, in seconds from {@code start} on: the first {@value #MOST} of them. */
    double[] sentSecondsFrom(Tick start) {
        return Arrays.stream(moments, 0, kept).sorted().limit(MOST)
                .mapToDouble(moment -> (moment - start.nanos()) / 1e9).toArray();
    }
}
