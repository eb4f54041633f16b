package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Others were at work on the server before ours began. */
final class ServerBusy implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double busy = hearing.file().expectation().busyBefore().known().orElse(0);
        return busy <= 0 ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("requests", busy).warning(FindingId.SERVER_BUSY_BEFORE_START,
                        hearing)));
    }
}
