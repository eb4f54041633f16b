package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The log has no access line anywhere although requests were answered. */
final class AccessLogOff implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return switch (hearing.file().log().availability()) {
            case LogAvailability.Legible(String name) when !hearing.admitted().digest().accessLogSeen()
                    && hearing.admitted().ours().heads(_ -> true) > 0 -> Optional.of(Claim.of(
                            new Values().put("name", name).put("lines", hearing.admitted().digest().lines())
                                    .info(FindingId.ACCESS_LOG_OFF, hearing)));
            case LogAvailability.Legible _, LogAvailability.Illegible _, LogAvailability.NotAsked _ ->
                Optional.empty();
        };
    }
}
