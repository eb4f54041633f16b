package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Locale;
import java.util.Optional;

/** The log could not be read, or several containers could be the one. */
final class LogUnavailable implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return switch (hearing.file().log().availability()) {
            case LogAvailability.Illegible(String name, var problem, String detail) -> Optional.of(Claim.of(
                    new Values().put("name", name).put("problem", problem.name().toLowerCase(Locale.ROOT))
                            .put("detail", detail).info(id(problem), hearing)));
            case LogAvailability.Legible _, LogAvailability.NotAsked _ -> Optional.empty();
        };
    }

    private static FindingId id(LogAvailability.Problem problem) {
        return problem == LogAvailability.Problem.AMBIGUOUS ? FindingId.LOG_AMBIGUOUS : FindingId.LOG_UNAVAILABLE;
    }
}
