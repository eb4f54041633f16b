package io.llmloadtest.evidence.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing list of (moment, code) pairs in ten bytes each, so that millions of lines fit. When it is full, further pairs
 * are counted and left out. Not thread-safe.
 */
final class Moments {

    private static final int BLOCK = 8192;

    private final int most;
    private List<Block> blocks = new ArrayList<>();
    private int size;
    private long left;
    private long firstLeft = Long.MAX_VALUE;
    private long lastLeft = Long.MIN_VALUE;

    Moments(int most) {
        this.most = most;
    }

    /** Takes a pair. */
    void add(long nanos, int code) {
        if (size == most) {
            left++;
            firstLeft = Math.min(firstLeft, nanos);
            lastLeft = Math.max(lastLeft, nanos);
            return;
        }
        if (size % BLOCK == 0) {
            blocks.add(new Block());
        }
        Block block = blocks.getLast();
        block.nanos[size % BLOCK] = nanos;
        block.codes[size % BLOCK] = (char) code;
        size++;
    }

    /** Hands out the pairs in {@code (from, to]}. */
    void between(long from, long to, Visitor visitor) {
        for (int at = 0; at < size; at++) {
            Block block = blocks.get(at / BLOCK);
            long nanos = block.nanos[at % BLOCK];
            if (nanos > from && nanos <= to) {
                visitor.visit(nanos, block.codes[at % BLOCK]);
            }
        }
    }

    /** How many pairs were left out, when some of them may lie in {@code (from, to]}. */
    long leftOut(long from, long to) {
        return lastLeft > from && firstLeft <= to ? left : 0;
    }

    /** Hands out and forgets the pairs up to a moment, that moment included. */
    void takeUpTo(long until, Visitor visitor) {
        List<Block> old = blocks;
        int count = size;
        blocks = new ArrayList<>();
        size = 0;
        for (int at = 0; at < count; at++) {
            Block block = old.get(at / BLOCK);
            long nanos = block.nanos[at % BLOCK];
            if (nanos <= until) {
                visitor.visit(nanos, block.codes[at % BLOCK]);
            } else {
                add(nanos, block.codes[at % BLOCK]);
            }
        }
    }

    /** Nanoseconds since 1970; moments out of reach (1677, 2262) are the nearest one within. */
    static long nanos(Instant at) {
        try {
            return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
        } catch (ArithmeticException _) {
            return at.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The moment that many nanoseconds after 1970. */
    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    /** Takes a pair. */
    interface Visitor {

        void visit(long nanos, int code);
    }

    private static final class Block {

        private final long[] nanos = new long[BLOCK];
        private final char[] codes = new char[BLOCK];
    }
}
