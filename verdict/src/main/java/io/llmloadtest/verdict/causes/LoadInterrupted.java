package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The run was cut short here. */
final class LoadInterrupted implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        if (!hearing.file().expectation().interrupted()) {
            return Optional.empty();
        }
        long sent = hearing.file().tally().sent();
        Values values = new Values().put("requests", sent);
        hearing.file().expectation().requests().ifPresent(
                planned -> values.put("planned", planned).put("missing", Math.max(0, planned - sent)));
        return Optional.of(Claim.of(values.warning(FindingId.LOAD_INTERRUPTED, hearing)));
    }
}
