package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.Custody;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * The log was rotated or cut at its head while the run went on, so that lines may be lost.
 */
final class LogRotated implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Custody custody = hearing.file().log().custody();
        if (custody.rotations() == 0 || !(hearing.file().log().availability() instanceof LogAvailability.Legible log)) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(new Values().put("name", log.name()).put("rotations", custody.rotations())
                .put("lost_lines", custody.lostLines()).info(FindingId.LOG_ROTATED, hearing)));
    }
}
