package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Lines were dropped to keep memory bounded, or could not be read. */
final class EvidenceCut implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        long log = hearing.admitted().digest().cut();
        long metrics = hearing.file().metrics().badLines();
        return log == 0 && metrics == 0 ? Optional.empty()
                : Optional.of(Claim.of(new Values().putUnlessZero("log_lines", log)
                        .putUnlessZero("metric_lines", metrics).info(FindingId.EVIDENCE_CUT, hearing)));
    }
}
