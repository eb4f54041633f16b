package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Answers without usage: their tokens are counted from chunks and cannot be compared. */
final class TokensEstimated implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Tally ours = hearing.admitted().ours();
        return ours.withoutUsage() == 0 ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("requests", ours.withoutUsage())
                        .put("completed", ours.completed()).info(FindingId.TOKENS_ESTIMATED, hearing)));
    }
}
