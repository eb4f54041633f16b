package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.FirstTokens;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.Expectation;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The first wave of a level without warm-up stands apart: the server was still compiling or capturing.
 *
 * <p>
 * A healthy closed loop opens with a burst of c requests that wait for each other. Even a server that prefills one after
 * another gives them a mean of (c + 1) / 2 times a single prefill, and no request's time to first token is shorter than its
 * own prefill. So only a first wave whose mean is three times that of the rest, half as much again as the slowest burst,
 * and at least 50 ms above the rest, is cold.
 */
final class ColdStart implements Cause {

    private static final double TIMES_SLOWER = 3;
    private static final double BEYOND_SERIAL = 1.5;
    private static final double LEAST_NANOS = 50e6;
    private static final int LEAST_REST = 8;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Expectation expectation = hearing.file().expectation();
        if (!(hearing.scope() instanceof Scope.Level) || expectation.warmUp() > 0) {
            return Optional.empty();
        }
        int wave = expectation.concurrency().orElse(1);
        Distribution ttft = hearing.file().tally().ttft();
        FirstTokens byOrder = hearing.file().tally().firstTokens();
        double first = byOrder.meanOfFirst(wave).orElse(0);
        double rest = byOrder.meanOfRest(wave).orElse(0);
        boolean isEnough = ttft.count() - byOrder.countOfFirst(wave) >= Math.max(LEAST_REST, wave);
        double burst = Math.max(TIMES_SLOWER, BEYOND_SERIAL * (wave + 1) / 2);
        if (!isEnough || first < burst * rest || first - rest < LEAST_NANOS) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(new Values().put("requests", byOrder.countOfFirst(wave)).put("first_ms", first / 1e6)
                .put("rest_ms", rest / 1e6).put("mean_ms", ttft.mean().orElse(0) / 1e6)
                .warning(FindingId.COLD_START, hearing)));
    }
}
