package io.llmloadtest.wire.hot;

import java.util.Arrays;

/**
 * Counts which reason ended how many choices. A choice that ends twice counts once. Names are kept from stream to stream, so
 * that counting a known one allocates nothing.
 */
public final class FinishReasons {

    private static final int MOST_NAMES = 16;
    private static final int LONGEST_NAME = 64;
    private static final int MOST_CHOICES = 1 << 16;

    private byte[][] names = new byte[4][];
    private final int[] counts = new int[MOST_NAMES];
    private int size;
    private long[] endedChoices = new long[1];

    void begin() {
        if (size == MOST_NAMES) {
            size = 0;
        }
        Arrays.fill(counts, 0);
        Arrays.fill(endedChoices, 0);
    }

    void count(int choice, byte[] text, int from, int length) {
        if (choice < MOST_CHOICES) {
            int word = choice >> 6;
            if (word >= endedChoices.length) {
                endedChoices = Arrays.copyOf(endedChoices, word + 1);
            }
            long bit = 1L << choice;
            if ((endedChoices[word] & bit) != 0) {
                return;
            }
            endedChoices[word] |= bit;
        }
        counts[indexOf(text, from, Math.min(length, LONGEST_NAME))]++;
    }

    /** The index of a name, made when it is new. Beyond the last place all names are one. */
    private int indexOf(byte[] text, int from, int length) {
        for (int i = 0; i < size; i++) {
            if (Arrays.equals(names[i], 0, names[i].length, text, from, from + length)) {
                return i;
            }
        }
        if (size == MOST_NAMES) {
            return MOST_NAMES - 1;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
        }
        names[size] = Arrays.copyOfRange(text, from, from + length);
        return size++;
    }

    /** The number of names known; not all of them need to have been counted. */
    public int size() {
        return size;
    }

    /** A name as it stood in the JSON text. */
    public byte[] name(int index) {
        return names[index].clone();
    }

    /** How many choices ended with it. */
    public int count(int index) {
        return counts[index];
    }

    /** Whether any choice has ended. */
    public boolean any() {
        for (int i = 0; i < size; i++) {
            if (counts[i] > 0) {
                return true;
            }
        }
        return false;
    }
}
