package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Warnings that the server logged in the evidence. */
final class ServerWarnings implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return LoggedEvents.of(hearing, LogEvent.Level.WARNING)
                .map(values -> Claim.of(values.info(FindingId.SERVER_WARNINGS, hearing)));
    }
}
