package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.foreign.ZeroGaps;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * A tool has gaps in its inter-token latency that are none between chunks with tokens, one for every other request at least:
 * it takes the chunk that carries the role for the first token, or tells the tokens of one chunk apart. A matter of
 * definition, not a mistake of the server's.
 */
final class ZeroGapsOfTool implements Cause {

    private static final double A_REQUEST = 0.5;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return hearing.file().tool().filter(_ -> hearing.scope() instanceof Scope.Level)
                .filter(tool -> isWorthSaying(tool.testimony().gaps()))
                .map(tool -> Claim.of(values(tool).info(FindingId.ZERO_GAPS, hearing)));
    }

    private static boolean isWorthSaying(ZeroGaps gaps) {
        return gaps.nothing() > 0 && gaps.nothing() >= A_REQUEST * gaps.requests();
    }

    private static Values values(AuditedTool tool) {
        ZeroGaps gaps = tool.testimony().gaps();
        return new Values().put("tool", tool.title()).put("requests", gaps.requests()).put("gaps", gaps.nothing())
                .put("itl_ms", gaps.meanMillis()).put("without_ms", gaps.restMillis());
    }
}
