package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * The counters did not come to rest, or not where our own work is, in the time given. It claims nothing: counters that lag
 * and counters that never saw our work look the same, and only the first would be harmless.
 */
final class CountersUnsettled implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        if (hearing.file().metrics().settled() || !hearing.admitted().metricsAsked()) {
            return Optional.empty();
        }
        double waited = hearing.file().metrics().settling().toNanos() / 1e6;
        return Optional.of(
                Claim.of(new Values().put("waited_ms", waited).info(FindingId.COUNTERS_UNSETTLED, hearing)));
    }
}
