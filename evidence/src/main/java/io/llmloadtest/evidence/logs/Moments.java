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
        blocks.getLast().add(nanos, code);
        size++;
    }

    /** Hands out the pairs in {@code (from, to]}. */
    void between(long from, long to, Visitor visitor) {
        for (Block block : blocks) {
            if (block.last > from && block.first <= to) {
                block.between(from, to, visitor);
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
        blocks = new ArrayList<>();
        size = 0;
        for (Block block : old) {
            block.between(Long.MIN_VALUE, until, visitor);
            block.between(until, Long.MAX_VALUE, this::add);
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

    /** Some pairs, with the first and last moment among them; lines of two streams may swap places. */
    private static final class Block {

        private final long[] nanos = new long[BLOCK];
        private final char[] codes = new char[BLOCK];
        private int count;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long moment, int code) {
            nanos[count] = moment;
            codes[count] = (char) code;
            count++;
            first = Math.min(first, moment);
            last = Math.max(last, moment);
        }

        void between(long from, long to, Visitor visitor) {
            for (int at = 0; at < count; at++) {
                if (nanos[at] > from && nanos[at] <= to) {
                    visitor.visit(nanos[at], codes[at]);
                }
            }
        }
    }
}
