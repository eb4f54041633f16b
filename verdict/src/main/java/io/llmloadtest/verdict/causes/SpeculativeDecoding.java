package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * The engine decodes speculatively: it drafted tokens in this stretch. How many it accepts depends on what is written, so that
 * prompts made up at random measure another server than the one that people use.
 */
final class SpeculativeDecoding implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Reading drafted = hearing.admitted().delta().of(Counter.DRAFTED_TOKENS);
        if (drafted.known().orElse(0) <= 0) {
            return Optional.empty();
        }
        Reading accepted = hearing.admitted().delta().of(Counter.ACCEPTED_TOKENS);
        boolean random = hearing.file().expectation().freshPrompts();
        return Optional.of(Claim.of(new Values().put("drafted_tokens", drafted).put("accepted_tokens", accepted)
                .put("accepted_percent", accepted.map(tokens -> 100 * tokens).dividedBy(drafted))
                .put("random_prompts", random ? "yes" : "no").info(FindingId.SPECULATIVE_DECODING, hearing)));
    }
}
