package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Requests were answered that this server never saw: a cache or another server answered. When the server counts some answers,
 * a replica whose metrics are not read looks the same.
 */
final class RequestsMissing implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return Shortage.of(left, hearing).map(shortage -> Claim.of(new Values().put("requests", shortage.requests())
                .putUnlessZero("tokens", left.shortOf(Account.TOKENS))
                .putUnlessZero("prompt_tokens", left.shortOf(Account.PROMPT_TOKENS))
                .put("also_fits", alsoFits(shortage, hearing))
                .warning(FindingId.REQUESTS_MISSING_ON_SERVER, hearing), shortage.amounts(left)));
    }

    private static List<String> alsoFits(Shortage shortage, Hearing hearing) {
        List<String> others = new ArrayList<>();
        if (!hearing.file().metrics().settled() && !shortage.inAccessLog()) {
            others.add(FindingId.COUNTERS_UNSETTLED.key());
        }
        if (hearing.admitted().delta().of(Counter.SUCCEEDED_CHOICES).known().orElse(0) > 0) {
            others.add(FindingId.UNSCRAPED_REPLICA.key());
        }
        return others;
    }
}
