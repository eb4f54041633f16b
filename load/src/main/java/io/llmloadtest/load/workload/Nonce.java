package io.llmloadtest.load.workload;

/**
 * The mark at the head of every prompt that keeps it apart from all others: a number written in {@code length} digits of
 * base {@code radix}, each digit one token. Places are scattered by a bijection keyed with the run, so no two places of a
 * run share a mark, runs draw from different parts of the space, and neighbours differ from the first digits on.
 */
final class Nonce {

    /** Bits that hold every place of a run with room for many runs between them. */
    static final int BITS = 48;

    private final long key;
    private final int radix;
    private final int length;
    private final int bits;

    /**
     * Marks of a fixed length.
     *
     * @param key differs from run to run, or is the seed's when prompts are replayed
     * @param radix how many different tokens a digit may be
     * @param length digits of a mark
     */
    Nonce(long key, int radix, int length) {
        this.key = key;
        this.radix = radix;
        this.length = length;
        this.bits = Math.min(BITS, (int) Math.floor(length * Math.log(radix) / Math.log(2) + 1e-9));
    }

    /** Digits that a full mark takes in this base. */
    static int fullLength(int radix) {
        return (int) Math.ceil(BITS * Math.log(2) / Math.log(radix) - 1e-9);
    }

    int length() {
        return length;
    }

    /** How many different marks there are within one phase. */
    long capacity() {
        return 1L << bits;
    }

    /** The mark of a place, most scattered digit first. */
    int[] digits(Place place) {
        long rest = scatter(bits == BITS ? place.number() : place.index() + Mix.pair(place.phase(), 1));
        int[] digits = new int[length];
        for (int i = 0; i < length; i++) {
            digits[i] = (int) (rest % radix);
            rest /= radix;
        }
        return digits;
    }

    /** Odd multiplications, additions and shifted exclusive-ors are each reversible within {@code bits} bits. */
    private long scatter(long number) {
        long mask = capacity() - 1;
        long value = number & mask;
        for (int round = 0; round < 4; round++) {
            long roundKey = Mix.pair(key, round);
            value = (value + roundKey) & mask;
            value = (value * (roundKey | 1)) & mask;
            value ^= value >>> (bits / 2 + 1);
        }
        return value;
    }
}
