package io.llmloadtest.load.workload;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Prompts as numbers below a radix, each of which stands for one token: a mark, then what chance and the seed say. A shared
 * prefix is such a prompt of its own, put before.
 */
final class PieceSequence {

    /** The fewest digits of a mark, or prompts could not be kept apart. */
    static final int LEAST_MARK = 2;

    private final int radix;
    private final long seed;
    private final Nonce[] nonces;
    private final int prefixLength;

    /**
     * Sequences of any length.
     *
     * @param radix how many different pieces there are
     * @param key differs from run to run, or is the seed's when prompts are replayed
     * @param seed governs all but the marks
     * @param prefixLength pieces of a shared prefix; 0 when there is none
     */
    PieceSequence(int radix, long key, long seed, int prefixLength) {
        this.radix = radix;
        this.seed = seed;
        this.prefixLength = prefixLength;
        this.nonces = IntStream.rangeClosed(0, Nonce.fullLength(radix))
                .mapToObj(length -> new Nonce(key, radix, length)).toArray(Nonce[]::new);
    }

    /** The pieces of a prompt. */
    int[] marked(Place place, int pieces, OptionalInt prefix) {
        return pieces(place, pieces, prefix, true);
    }

    /** The same without marks: what the seed alone decides. */
    int[] unmarked(Place place, int pieces, OptionalInt prefix) {
        return pieces(place, pieces, prefix, false);
    }

    private int[] pieces(Place place, int pieces, OptionalInt prefix, boolean marked) {
        IntBuffer all = IntBuffer.allocate(pieces);
        if (prefix.isPresent()) {
            put(all, Place.ofPrefix(prefix.getAsInt()), prefixLength, marked);
            put(all, place, pieces - prefixLength, marked);
        } else {
            put(all, place, pieces, marked);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private void put(IntBuffer all, Place place, int pieces, boolean marked) {
        Nonce nonce = nonce(pieces);
        if (marked) {
            all.put(nonce.digits(place));
        }
        SplittableRandom random = new SplittableRandom(Mix.pair(seed, place.number()));
        for (int i = nonce.length(); i < pieces; i++) {
            all.put(random.nextInt(radix));
        }
    }

    /** A full mark where it fits, else a shorter one. */
    private Nonce nonce(int pieces) {
        return nonces[Math.min(pieces, nonces.length - 1)];
    }

    /** The fewest pieces of a prompt. */
    int least() {
        return prefixLength + LEAST_MARK;
    }

    /** The fewest pieces of a prompt with a full mark. */
    int leastFresh() {
        return prefixLength + nonces.length - 1;
    }

    /** The most pieces that two prompts without a shared prefix have in common at their start. */
    int common() {
        return nonces.length - 2;
    }

    /** How many prompts of so many pieces differ at their head. */
    long distinct(int pieces) {
        return nonce(pieces - prefixLength).capacity();
    }
}
