package io.llmloadtest.ledger.foreign;

import io.llmloadtest.model.Tick;
import java.util.Arrays;

/** How many requests were in flight at a time. Sixteen bytes a request. */
final class Flights {

    private long[] starts = new long[64];
    private long[] ends = new long[64];
    private int size;

    void add(Tick sent, Tick ended) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = sent.nanos();
        ends[size] = ended.nanos();
        size++;
    }

    /** The most there were at one moment; a request that begins when another ends does not meet it. */
    int most() {
        long[] begun = Arrays.copyOf(starts, size);
        long[] over = Arrays.copyOf(ends, size);
        Arrays.sort(begun);
        Arrays.sort(over);
        int most = 0;
        int gone = 0;
        for (int i = 0; i < size; i++) {
            while (gone < i && over[gone] <= begun[i]) {
                gone++;
            }
            most = Math.max(most, i + 1 - gone);
        }
        return most;
    }
}
