package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Locale;
import java.util.Optional;

/** No scrape gave a valid sample. */
final class MetricsUnavailable implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return switch (hearing.file().metrics().availability()) {
            case MetricsAvailability.Unavailable(String url, var problem, String detail) -> Optional.of(Claim.of(
                    new Values().put("url", url).put("problem", problem.name().toLowerCase(Locale.ROOT))
                            .put("detail", detail).info(FindingId.METRICS_UNAVAILABLE, hearing)));
            case MetricsAvailability.Available _, MetricsAvailability.NotAsked _ -> Optional.empty();
        };
    }
}
