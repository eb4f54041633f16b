package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Errors that the server logged in the evidence, with those told apart that our own 404s and 400s provoked. */
final class ServerErrors implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return LoggedEvents.of(hearing, LogEvent.Level.ERROR)
                .map(values -> Claim.of(values.warning(FindingId.SERVER_ERRORS, hearing)));
    }
}
