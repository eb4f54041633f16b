package io.llmloadtest.wire.hot;

import java.util.Arrays;

/** A growing buffer of bytes with a limit. */
public final class Bytes {

    private static final int KEPT = 64 << 10;
    private static final byte[] NOTHING = new byte[0];

    private final int limit;
    private byte[] array = NOTHING;
    private int size;

    Bytes(int limit) {
        this.limit = limit;
    }

    /** The backing array; valid until the next change. */
    public byte[] array() {
        return array;
    }

    /** How many bytes of {@link #array()} are meant. */
    public int size() {
        return size;
    }

    void clear() {
        size = 0;
        if (array.length > KEPT) {
            array = NOTHING;
        }
    }

    /** Appends as much as the limit allows; false when that was not all. */
    boolean append(byte[] from, int offset, int length) {
        int taken = Math.min(length, limit - size);
        room(size + taken);
        System.arraycopy(from, offset, array, size, taken);
        size += taken;
        return taken == length;
    }

    /** Appends one byte; false when the limit was reached. */
    boolean append(byte one) {
        if (size == limit) {
            return false;
        }
        room(size + 1);
        array[size++] = one;
        return true;
    }

    private void room(int needed) {
        if (needed > array.length) {
            array = Arrays.copyOf(array, Math.min(limit, Math.max(needed, Math.max(64, array.length * 2))));
        }
    }
}
