package io.llmloadtest.ledger.file;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import java.util.Arrays;
import java.util.Optional;

/**
 * A chunk train as bytes: the number of chunks, whether tokens are told, then for each chunk the nanoseconds since the one
 * before (the first since the send), its flags, and the tokens it added. Numbers are variable-length, seven bits a byte,
 * low bits first.
 */
final class ChunkCodec {

    private static final int MOST_BYTES_PER_CHUNK = 10 + 1 + 5;

    private ChunkCodec() {
    }

    static byte[] encode(ChunkTrain train, Tick sent) {
        byte[] bytes = new byte[6 + train.size() * MOST_BYTES_PER_CHUNK];
        int at = put(bytes, 0, train.size());
        bytes[at++] = (byte) (train.countsTokens() ? 1 : 0);
        long before = sent.nanos();
        int tokens = 0;
        for (int i = 0; i < train.size(); i++) {
            at = put(bytes, at, Math.max(0, train.nanosAt(i) - before));
            before = Math.max(before, train.nanosAt(i));
            bytes[at++] = (byte) train.flagsAt(i);
            if (train.countsTokens()) {
                at = put(bytes, at, Math.max(0, train.tokensSoFarAt(i) - tokens));
                tokens = Math.max(tokens, train.tokensSoFarAt(i));
            }
        }
        return Arrays.copyOf(bytes, at);
    }

    /** The train in {@code bytes}; empty when they are torn or no train at all. */
    static Optional<ChunkTrain> decode(byte[] bytes, Tick sent) {
        Cursor cursor = new Cursor(bytes);
        try {
            int size = Math.toIntExact(cursor.number());
            if (size > bytes.length) {
                return Optional.empty();
            }
            boolean counted = cursor.octet() == 1;
            long[] nanos = new long[size];
            byte[] flags = new byte[size];
            int[] tokens = new int[counted ? size : 0];
            long now = sent.nanos();
            int soFar = 0;
            for (int i = 0; i < size; i++) {
                now += cursor.number();
                nanos[i] = now;
                flags[i] = cursor.octet();
                if (counted) {
                    soFar += (int) cursor.number();
                    tokens[i] = soFar;
                }
            }
            return Optional.of(ChunkTrain.of(nanos, flags, tokens));
        } catch (ArrayIndexOutOfBoundsException | ArithmeticException torn) {
            return Optional.empty();
        }
    }

    private static int put(byte[] bytes, int at, long number) {
        int next = at;
        long rest = number;
        while (rest > 0x7f) {
            bytes[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[next++] = (byte) rest;
        return next;
    }

    private static final class Cursor {

        private final byte[] bytes;
        private int at;

        private Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        private byte octet() {
            return bytes[at++];
        }

        private long number() {
            long number = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte octet = octet();
                number |= (long) (octet & 0x7f) << shift;
                if (octet >= 0) {
                    return number;
                }
            }
            throw new ArithmeticException("a number of more than 64 bits");
        }
    }
}
