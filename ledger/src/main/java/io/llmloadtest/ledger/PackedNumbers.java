package io.llmloadtest.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing list of whole numbers that are mostly small: seven bits a byte, so that what is below 64 takes one byte and the
 * nanoseconds of an hour take seven. Read from its start to its end only. Not safe for concurrent use.
 */
final class PackedNumbers {

    private static final int BLOCK = 1 << 16;
    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;
    private static final int SEVEN = MORE - 1;

    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK;

    void add(long number) {
        long left = (number << 1) ^ (number >> (Long.SIZE - 1));
        while ((left & -MORE) != 0) {
            put((byte) ((left & SEVEN) | MORE));
            left >>>= BITS;
        }
        put((byte) left);
    }

    private void put(byte piece) {
        if (used == BLOCK) {
            blocks.add(new byte[BLOCK]);
            used = 0;
        }
        blocks.getLast()[used++] = piece;
    }

    /** What they take, in bytes. */
    long bytes() {
        return (long) blocks.size() * BLOCK;
    }

    /** Reads them from the first on. */
    Reader read() {
        return new Reader();
    }

    /** Reads as many numbers as were added, not one more. */
    final class Reader {

        private long at;

        long next() {
            long number = 0;
            int shift = 0;
            byte piece;
            do {
                piece = blocks.get((int) (at / BLOCK))[(int) (at % BLOCK)];
                at++;
                number |= (long) (piece & SEVEN) << shift;
                shift += BITS;
            } while (piece < 0);
            return (number >>> 1) ^ -(number & 1);
        }

        int nextInt() {
            return Math.toIntExact(next());
        }
    }
}
