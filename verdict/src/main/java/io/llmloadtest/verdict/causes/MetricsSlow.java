package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** A scrape took longer than 500 ms. */
final class MetricsSlow implements Cause {

    private static final double LIMIT_MILLIS = 500;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double slowest = hearing.file().metrics().slowestScrape().toNanos() / 1e6;
        return slowest <= LIMIT_MILLIS ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("slowest_ms", slowest).put("limit_ms", LIMIT_MILLIS)
                        .info(FindingId.METRICS_SLOW, hearing)));
    }
}
