package io.llmloadtest.ledger;

import java.util.Arrays;

/** A count for each bin of a time axis, 0 where nothing was counted. Not safe for concurrent use. */
final class BinCounts {

    private int[] counts = new int[0];

    void add(int bin, int by) {
        if (bin >= counts.length) {
            counts = Arrays.copyOf(counts,
                    Math.clamp(2L * counts.length, bin + 1, Math.max(bin + 1, Timeline.MOST_BINS)));
        }
        counts[bin] += by;
    }

    int at(int bin) {
        return bin < counts.length ? counts[bin] : 0;
    }

    /** Makes one bin of each two neighbours. */
    void widen() {
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            counts[i] = 0;
            counts[i / 2] += count;
        }
    }

    /** Adds all counts of {@code other}, whose bin {@code i} lies in the bin {@code i / ratio} of these. */
    void addAll(BinCounts other, int ratio) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] != 0) {
                add(i / ratio, other.counts[i]);
            }
        }
    }

    /** What they take, in bytes. */
    long bytes() {
        return counts.length * (long) Integer.BYTES;
    }
}
