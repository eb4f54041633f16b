package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Sequences lost their cache blocks and started over. vLLM V1 tells of it in no log line. */
final class Preemptions implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double count = hearing.admitted().delta().of(Counter.PREEMPTIONS).known().orElse(0);
        return count <= 0 ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("count", count).info(FindingId.PREEMPTIONS, hearing)));
    }
}
