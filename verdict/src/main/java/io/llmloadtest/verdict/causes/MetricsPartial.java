package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.List;
import java.util.Optional;

/** Samples were there, yet a family that a judgement needs was not, as with {@code --disable-log-stats}. */
final class MetricsPartial implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        MetricsTestimony metrics = hearing.file().metrics();
        boolean there = metrics.availability() instanceof MetricsAvailability.Available;
        return !there || metrics.missingFamilies().isEmpty() ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("families", List.copyOf(metrics.missingFamilies()))
                        .info(FindingId.METRICS_PARTIAL, hearing)));
    }
}
