package io.llmloadtest.model;

import java.util.OptionalInt;

/**
 * The events of one streamed answer with the moment each arrived. Immutable. A chunk's flags say what it carried; a chunk
 * with none of {@link #CONTENT}, {@link #REASONING} and {@link #TOOL_CALL} is no token (role, usage, finish).
 */
public final class ChunkTrain {

    /** The event carried non-empty answer text. */
    public static final int CONTENT = 1;
    /** The event carried non-empty reasoning text. */
    public static final int REASONING = 2;
    /** The event carried a tool call. */
    public static final int TOOL_CALL = 4;
    /** The event came in the same read as the one before it, so both have one stamp. */
    public static final int SHARED_READ = 8;
    /** The event carried a finish reason. */
    public static final int FINISH = 16;
    /** The stamp was not taken but placed evenly, as for a record that only knows when the first and the last chunk came. */
    public static final int PLACED = 32;
    /** Any of the flags of what follows reasoning: text or a tool call. */
    public static final int ANSWER = CONTENT | TOOL_CALL;
    /** Any of the flags that make a chunk a token chunk. */
    public static final int TOKEN = ANSWER | REASONING;

    private static final ChunkTrain EMPTY = new ChunkTrain(new long[0], new byte[0], new int[0]);

    private final long[] nanos;
    private final byte[] flags;
    private final int[] tokensSoFar;

    private ChunkTrain(long[] nanos, byte[] flags, int[] tokensSoFar) {
        this.nanos = nanos;
        this.flags = flags;
        this.tokensSoFar = tokensSoFar;
    }

    /** A train without chunks. */
    public static ChunkTrain empty() {
        return EMPTY;
    }

    /**
     * A train of the given stamps; the arrays become the train's own.
     *
     * @param nanos arrival ticks in nanoseconds, never falling
     * @param flags what each chunk carried
     * @param tokensSoFar completion tokens up to and with each chunk, as the server said it on the chunk; empty when it did
     *     not
     */
    public static ChunkTrain of(long[] nanos, byte[] flags, int[] tokensSoFar) {
        if (nanos.length != flags.length || (tokensSoFar.length != 0 && tokensSoFar.length != nanos.length)) {
            throw new IllegalArgumentException("stamps, flags and token counts must have one length");
        }
        return new ChunkTrain(nanos, flags, tokensSoFar);
    }

    /** The number of events. */
    public int size() {
        return nanos.length;
    }

    /** When event {@code index} arrived. */
    public Tick at(int index) {
        return new Tick(nanos[index]);
    }

    /** When event {@code index} arrived, in nanoseconds. */
    public long nanosAt(int index) {
        return nanos[index];
    }

    /** What event {@code index} carried. */
    public int flagsAt(int index) {
        return flags[index];
    }

    /** Whether event {@code index} carried a token. */
    public boolean isToken(int index) {
        return (flags[index] & TOKEN) != 0;
    }

    /** Whether chunk {@code index} came with the same read as the one before it, and has its stamp. */
    public boolean isSharedRead(int index) {
        return (flags[index] & SHARED_READ) != 0;
    }

    /** Whether event {@code index} has no stamp of its own: its distance to its neighbours means nothing. */
    public boolean isPlaced(int index) {
        return (flags[index] & PLACED) != 0;
    }

    /** Whether the server said on the chunks how many tokens there were so far. */
    public boolean countsTokens() {
        return tokensSoFar.length != 0;
    }

    /** Completion tokens up to and with event {@code index}; only when {@link #countsTokens()}. */
    public int tokensSoFarAt(int index) {
        return tokensSoFar[index];
    }

    /** The index of the first event with a token. */
    public OptionalInt firstToken() {
        for (int i = 0; i < flags.length; i++) {
            if (isToken(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The index of the first event with answer text or a tool call; empty when no reasoning came before it or in it. */
    public OptionalInt firstAfterReasoning() {
        boolean reasoned = false;
        for (int i = 0; i < flags.length; i++) {
            reasoned |= (flags[i] & REASONING) != 0;
            if ((flags[i] & ANSWER) != 0) {
                return reasoned ? OptionalInt.of(i) : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    /** The index of the last event with a token. */
    public OptionalInt lastToken() {
        for (int i = flags.length - 1; i >= 0; i--) {
            if (isToken(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
