package io.llmloadtest.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trace that a request belongs to, as W3C Trace Context names it. It follows from the request's id alone, which is
 * unique and in the ledger, so that the spans of a saved run find their requests again.
 *
 * @param traceId 32 lower-case hex digits
 * @param spanId 16 lower-case hex digits: the client's own span, which is the parent of the server's
 */
public record TraceContext(String traceId, String spanId) {

    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    /** The trace of the request with that id. */
    public static TraceContext of(String requestId) {
        byte[] digest = sha256().digest(requestId.getBytes(StandardCharsets.UTF_8));
        return new TraceContext(HEX.formatHex(digest, 0, TRACE_BYTES),
                HEX.formatHex(digest, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
    }

    /** The value of the header {@code traceparent}; its last two digits ask that the trace be kept. */
    public String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
