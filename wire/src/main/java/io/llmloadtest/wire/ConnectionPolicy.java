package io.llmloadtest.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * How connections are used.
 *
 * @param uses how many requests one connection may carry, at least 1
 * @param idleTrust how long an idle connection is trusted; vLLM's server closes idle ones after 5 s
 *     ({@code VLLM_HTTP_TIMEOUT_KEEP_ALIVE})
 * @param connectTimeout how long a connection may take to open, and its TLS handshake once more
 */
public record ConnectionPolicy(int uses, Duration idleTrust, Duration connectTimeout) {

    private static final String POOL = "pool";
    private static final String PER_REQUEST = "per-request";
    private static final String MAX_USES = "max-uses=";

    /** Refuses less than one use and durations that are not positive. */
    public ConnectionPolicy {
        if (uses < 1 || !idleTrust.isPositive() || !connectTimeout.isPositive()) {
            throw new IllegalArgumentException("a connection needs at least one use and positive times");
        }
    }

    /** Connections are kept and used again, the last one first. */
    public static ConnectionPolicy pool() {
        return maxUses(Integer.MAX_VALUE);
    }

    /** Every request opens its own; {@link Transport#warm} then opens none. */
    public static ConnectionPolicy perRequest() {
        return maxUses(1);
    }

    /** A connection is closed after so many requests. */
    public static ConnectionPolicy maxUses(int uses) {
        return new ConnectionPolicy(uses, Duration.ofSeconds(4), Duration.ofSeconds(10));
    }

    /** The policy that {@link #text()} of it is; empty for anything else. */
    public static Optional<ConnectionPolicy> parse(String text) {
        return switch (text) {
            case POOL -> Optional.of(pool());
            case PER_REQUEST -> Optional.of(perRequest());
            default -> text.matches(MAX_USES + "[1-9][0-9]{0,8}")
                    ? Optional.of(maxUses(Integer.parseInt(text.substring(MAX_USES.length()))))
                    : Optional.empty();
        };
    }

    /** What it is in short: {@code pool}, {@code per-request} or {@code max-uses=N}. */
    public String text() {
        return switch (uses) {
            case 1 -> PER_REQUEST;
            case Integer.MAX_VALUE -> POOL;
            default -> MAX_USES + uses;
        };
    }

    /** The same policy with another connect time-out. */
    public ConnectionPolicy withConnectTimeout(Duration timeout) {
        return new ConnectionPolicy(uses, idleTrust, timeout);
    }

    boolean pooled() {
        return uses > 1;
    }
}
