package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * Others were at work on the server before ours began. A running gauge that is stuck, as vLLM 0.9.2 leaves it after an
 * abort, is nobody's work. It is no news of a server that is known to be shared.
 */
final class ServerBusy implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double busy = hearing.file().expectation().busyBefore().known().orElse(0);
        return busy <= 0 || hearing.file().metrics().stuckRunning()
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("requests", busy).finding(
                        FindingId.SERVER_BUSY_BEFORE_START, hearing.shared() ? Severity.INFO : Severity.WARNING,
                        hearing)));
    }
}
