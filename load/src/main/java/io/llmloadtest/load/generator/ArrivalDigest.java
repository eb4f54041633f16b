package io.llmloadtest.load.generator;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** SHA-256 over the moments of arrivals, each as its nanoseconds from the start in eight bytes, the highest first. */
final class ArrivalDigest {

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);

    void add(Duration offset) {
        sha256.update(bytes.putLong(0, offset.toNanos()).array());
    }

    /** The hash, once. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
