package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server finished a few requests more than a tool reports, no more than the tool sends by itself: a readiness check, a
 * warm-up. What the server made for them is claimed with them.
 */
final class UnreportedRequests implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double beyond = left.beyond(Account.CHOICES);
        Optional<AuditedTool> tool = hearing.file().tool()
                .filter(known -> beyond > 0 && beyond <= known.unreported()
                        && left.beyond(Account.HTTP_REQUESTS) <= known.unreported()
                        && left.beyond(Account.ACCESS_200) <= known.unreported());
        return tool.map(known -> {
            Map<Account, Double> amounts = new EnumMap<>(Account.class);
            for (Account account : Account.values()) {
                amounts.put(account, left.beyond(account));
            }
            return Claim.of(new Values().put("tool", known.title()).put("requests", beyond)
                    .putUnlessZero("tokens", left.beyond(Account.TOKENS))
                    .putUnlessZero("prompt_tokens", left.beyond(Account.PROMPT_TOKENS))
                    .info(FindingId.UNREPORTED_REQUESTS, hearing), amounts);
        });
    }
}
