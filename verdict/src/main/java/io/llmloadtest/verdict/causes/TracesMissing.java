package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.roll.Roll;
import java.util.Locale;
import java.util.Optional;

/** Traces were asked for, and none came, or not for every completed request. */
final class TracesMissing implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return switch (hearing.file().traces().availability()) {
            case TraceAvailability.NotAsked _ -> Optional.empty();
            case TraceAvailability.Missing(String address, var problem, String detail) -> Optional.of(Claim.of(
                    new Values().put("address", address).put("problem", problem.name().toLowerCase(Locale.ROOT))
                            .put("detail", detail).info(FindingId.TRACES_UNAVAILABLE, hearing)));
            case TraceAvailability.Received _ -> incomplete(hearing.roll(), hearing);
        };
    }

    private static Optional<Claim> incomplete(Roll roll, Hearing hearing) {
        long requests = roll.missing().size() + roll.leftOut();
        return requests == 0
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("requests", requests).put("spans", roll.spans())
                        .putUnlessZero("dropped", hearing.file().traces().dropped())
                        .info(FindingId.TRACES_INCOMPLETE, hearing)));
    }
}
