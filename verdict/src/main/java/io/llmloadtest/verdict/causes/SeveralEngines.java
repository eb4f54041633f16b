package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The log shows several engines; their statistics lines are summed. */
final class SeveralEngines implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        long engines = hearing.admitted().digest().stats().stream().map(StatsLine::engine).distinct().count();
        return engines < 2 ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("engines", engines).info(FindingId.SEVERAL_ENGINES, hearing)));
    }
}
