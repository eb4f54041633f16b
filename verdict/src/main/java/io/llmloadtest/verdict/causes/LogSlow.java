package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Bringing the log up to the end took longer than two seconds. */
final class LogSlow implements Cause {

    private static final double LIMIT_MILLIS = 2000;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double took = hearing.file().log().took().toNanos() / 1e6;
        return took <= LIMIT_MILLIS ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("took_ms", took).put("limit_ms", LIMIT_MILLIS)
                        .info(FindingId.LOG_SLOW, hearing)));
    }
}
