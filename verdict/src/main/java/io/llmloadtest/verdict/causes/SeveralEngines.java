package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** The metrics or the log show several engines; their counters and statistics lines are summed. */
final class SeveralEngines implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        long logged = hearing.admitted().digest().stats().stream().map(StatsLine::engine).distinct().count();
        int replicas = Math.max(1, hearing.file().metrics().watch().replicas().size());
        long engines = Math.max(logged, hearing.file().metrics().watch().engines());
        return engines <= replicas
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("engines", engines).info(FindingId.SEVERAL_ENGINES, hearing)));
    }
}
