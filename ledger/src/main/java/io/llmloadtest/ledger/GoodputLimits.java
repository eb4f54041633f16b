package io.llmloadtest.ledger;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a request must meet to count as good. Limits that are empty always hold.
 *
 * @param ttftMillis most time to first token, in milliseconds
 * @param tpotMillis most time per output token, in milliseconds
 * @param e2eMillis most end-to-end latency, in milliseconds
 */
public record GoodputLimits(OptionalDouble ttftMillis, OptionalDouble tpotMillis, OptionalDouble e2eMillis) {

    /** No limit at all. */
    public static final GoodputLimits NONE = new GoodputLimits(OptionalDouble.empty(), OptionalDouble.empty(),
            OptionalDouble.empty());

    /** Whether there is any limit. */
    public boolean isSet() {
        return ttftMillis.isPresent() || tpotMillis.isPresent() || e2eMillis.isPresent();
    }

    /** Whether a completed request meets every limit. A limit on a latency the request does not have is not met. */
    public boolean isMetBy(RequestRecord request) {
        OptionalLong ttft = request.ttftNanos();
        OptionalDouble tpot = request.tpotNanos();
        boolean ttftHolds = ttftMillis.isEmpty()
                || (ttft.isPresent() && ttft.getAsLong() <= ttftMillis.getAsDouble() * 1e6);
        boolean tpotHolds = tpotMillis.isEmpty()
                || (tpot.isPresent()
                        ? tpot.getAsDouble() <= tpotMillis.getAsDouble() * 1e6
                        : request.outputTokens() <= 1);
        boolean e2eHolds = e2eMillis.isEmpty() || request.e2eNanos() <= e2eMillis.getAsDouble() * 1e6;
        return request.isCompleted() && ttftHolds && tpotHolds && e2eHolds;
    }
}
