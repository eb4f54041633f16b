package io.llmloadtest.wire.hot;

import io.llmloadtest.model.ChunkTrain;
import java.util.Arrays;

/**
 * A chunk train while it grows. Token counts are kept only when the server puts them on every token chunk of a single choice
 * ({@code continuous_usage_stats}, or the ids of {@code return_token_ids}; with several choices vLLM counts each by itself, so
 * the numbers are no running total).
 */
public final class Train {

    private static final int FIRST_ROOM = 64;
    private static final int KEPT = 1 << 13;
    private static final int[] NO_COUNTS = new int[0];

    private enum Counts {
        NOT_YET, ON_EVERY_TOKEN, NONE
    }

    private final int limit;
    private long[] nanos = new long[FIRST_ROOM];
    private byte[] flags = new byte[FIRST_ROOM];
    private int[] tokens = NO_COUNTS;
    private int size;
    private boolean anyToken;
    private Counts counts = Counts.NOT_YET;

    Train(int limit) {
        this.limit = limit;
    }

    void begin() {
        size = 0;
        anyToken = false;
        counts = Counts.NOT_YET;
        if (nanos.length > KEPT) {
            nanos = new long[FIRST_ROOM];
            flags = new byte[FIRST_ROOM];
            tokens = NO_COUNTS;
        }
    }

    /** Appends an event; false when there is no more room. */
    boolean add(long stamp, int what, boolean told, int tokensSoFar) {
        if (size == limit) {
            return false;
        }
        if (size == nanos.length) {
            int room = Math.min(limit, size * 2);
            nanos = Arrays.copyOf(nanos, room);
            flags = Arrays.copyOf(flags, room);
        }
        boolean token = (what & ChunkTrain.TOKEN) != 0;
        count(token, told, tokensSoFar);
        boolean shared = size > 0 && nanos[size - 1] == stamp;
        nanos[size] = stamp;
        flags[size] = (byte) (shared ? what | ChunkTrain.SHARED_READ : what);
        anyToken |= token;
        size++;
        return true;
    }

    private void count(boolean token, boolean told, int tokensSoFar) {
        if (counts == Counts.NOT_YET && (told || token)) {
            counts = told && !anyToken ? Counts.ON_EVERY_TOKEN : Counts.NONE;
            if (counts == Counts.ON_EVERY_TOKEN && tokens.length > 0) {
                Arrays.fill(tokens, 0, Math.min(size, tokens.length), 0);
            }
        }
        if (counts != Counts.ON_EVERY_TOKEN) {
            return;
        }
        if (tokens.length < nanos.length) {
            tokens = Arrays.copyOf(tokens, nanos.length);
        }
        int before = size == 0 ? 0 : tokens[size - 1];
        if (told ? tokensSoFar < before : token) {
            counts = Counts.NONE;
        }
        tokens[size] = told ? tokensSoFar : before;
    }

    void countNoTokens() {
        counts = Counts.NONE;
    }

    /** Tokens up to and with the last event, as far as they were told. */
    int tokensSoFar() {
        return counts == Counts.ON_EVERY_TOKEN && size > 0 ? tokens[size - 1] : 0;
    }

    /** The number of events so far. */
    public int size() {
        return size;
    }

    /** Whether an event with a token has come. */
    public boolean anyToken() {
        return anyToken;
    }

    /** The train as it stands, in arrays of its own. */
    public ChunkTrain snapshot() {
        if (size == 0) {
            return ChunkTrain.empty();
        }
        return ChunkTrain.of(Arrays.copyOf(nanos, size), Arrays.copyOf(flags, size),
                counts == Counts.ON_EVERY_TOKEN ? Arrays.copyOf(tokens, size) : NO_COUNTS);
    }
}
