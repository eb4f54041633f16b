package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;
import java.util.OptionalDouble;

/** Requests waited in the engine's queue: a tenth of the server's mean time to first token and 10 ms, or any in a statistics
 * line. */
final class Queueing implements Cause {

    private static final double LEAST_SHARE = 0.1;
    private static final double LEAST_MILLIS = 10;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double queue = millis(hearing, Histogram.QUEUE).orElse(0);
        double ttft = millis(hearing, Histogram.TTFT).orElse(0);
        OptionalDouble waiting = hearing.admitted().digest().stats().stream()
                .flatMapToDouble(line -> line.waiting().stream()).max();
        boolean isLong = queue >= LEAST_MILLIS && queue >= LEAST_SHARE * ttft;
        if (!isLong && waiting.orElse(0) <= 0) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(new Values().put("queue_ms", millis(hearing, Histogram.QUEUE))
                .put("ttft_ms", millis(hearing, Histogram.TTFT)).put("waiting", waiting)
                .info(FindingId.QUEUEING, hearing)));
    }

    private static OptionalDouble millis(Hearing hearing, Histogram histogram) {
        return hearing.admitted().latencies().of(histogram).mean().map(seconds -> seconds * 1e3).known();
    }
}
