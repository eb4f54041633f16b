package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** A tool ended with exit code 0 although requests failed, those that it took for successes among them. */
final class ExitCodeHidesFailures implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double failed = hearing.file().tally().failed() + takenForSuccesses(left);
        Optional<AuditedTool> tool = hearing.file().tool().filter(known -> known.exitCode().orElse(1) == 0);
        return failed <= 0
                ? Optional.empty()
                : tool.map(known -> Claim.of(new Values().put("tool", known.title()).put("requests", failed)
                        .put("sent", hearing.file().tally().sent())
                        .warning(FindingId.EXIT_CODE_HIDES_FAILURES, hearing)));
    }

    private static double takenForSuccesses(Residuals left) {
        return left.said(FindingId.FAILURES_COUNTED_AS_SUCCESSES).map(Finding::values)
                .map(values -> values.get("requests") instanceof Fact.Amount(double amount) ? amount : 0.0).orElse(0.0);
    }
}
