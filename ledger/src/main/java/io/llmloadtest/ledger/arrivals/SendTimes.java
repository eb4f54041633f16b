package io.llmloadtest.ledger.arrivals;

import io.llmloadtest.model.Tick;
import java.util.Arrays;

/**
 * When requests were meant to go and when they went. Of the first million each moment of sending is kept, of the rest only
 * the count and the ends. Not safe for concurrent use.
 */
public final class SendTimes {

    private static final int MOST = 1_000_000;

    private long[] moments = new long[0];
    private int kept;
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
        if (kept == MOST) {
            return;
        }
        if (kept == moments.length) {
            moments = Arrays.copyOf(moments, Math.min(MOST, Math.max(64, 2 * kept)));
        }
        moments[kept++] = moment;
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

    /** Whether every moment of sending is known. */
    boolean isComplete() {
        return kept == count;
    }

    /** When requests went, in order, in seconds from {@code start} on. */
    double[] sentSecondsFrom(Tick start) {
        return Arrays.stream(moments, 0, kept).sorted().mapToDouble(moment -> (moment - start.nanos()) / 1e9).toArray();
    }
}
