package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * The engine decodes speculatively. How many drafted tokens it accepts depends on the text; with synthetic prompts that is not
 * what real use would give, and then it is a warning.
 */
final class SpeculativeDecoding implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        ServerDelta delta = hearing.admitted().delta();
        double drafted = delta.of(Counter.DRAFTED_TOKENS).known().orElse(0);
        if (drafted <= 0) {
            return Optional.empty();
        }
        double accepted = delta.of(Counter.ACCEPTED_TOKENS).known().orElse(0);
        boolean synthetic = hearing.file().expectation().exactInputs();
        return Optional.of(Claim.of(new Values().put("drafted_tokens", drafted).put("accepted_tokens", accepted)
                .put("accepted_percent", 100 * accepted / drafted).put("random_prompts", synthetic ? "yes" : "no")
                .finding(FindingId.SPECULATIVE_DECODING, synthetic ? Severity.WARNING : Severity.INFO, hearing)));
    }
}
