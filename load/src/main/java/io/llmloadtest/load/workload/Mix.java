package io.llmloadtest.load.workload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.nio.ByteBuffer;

/** Turns texts and numbers into well-spread numbers, the same in every process. */
final class Mix {

    private Mix() {
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the result hangs on every bit given. */
    static long spread(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** A number for a pair. */
    static long pair(long first, long second) {
        return spread(spread(first) + second * 0x9e3779b97f4a7c15L);
    }

    /** A number for a text. */
    static long text(String text) {
        return ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
