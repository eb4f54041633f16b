package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Map;
import java.util.Optional;

/**
 * The usage of answers with several choices says fewer tokens than the server made for choices that it finished. vLLM 0.8.5
 * says 22 for a stream of two choices of 12 tokens each. At most the tokens of all choices beyond the first may be missing.
 */
final class UsageUnderstated implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Tally ours = hearing.admitted().ours();
        double missing = Math.min(left.beyond(Account.TOKENS), left.beyond(Account.FINISHED_TOKENS));
        boolean choicesAgree = left.knows(Account.CHOICES) && left.of(Account.CHOICES) == 0;
        if (ours.severalChoices() == 0 || missing == 0 || !choicesAgree || missing > most(ours)) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(
                new Values().put("requests", ours.severalChoices()).put("tokens", missing)
                        .info(FindingId.USAGE_UNDERSTATED, hearing),
                Map.of(Account.TOKENS, missing, Account.FINISHED_TOKENS, missing)));
    }

    private static double most(Tally ours) {
        return (ours.choices() - ours.completed()) * Math.ceil((double) ours.outputTokens() / ours.choices());
    }
}
