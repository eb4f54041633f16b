package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Replica;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several metrics URLs were given, each counts answers, and yet requests of ours were answered that none of them counts:
 * another replica has no metrics URL. With a single URL that is certain when the access log has all our requests and the
 * metrics only some. The amounts are those of requests that are missing on a server.
 */
final class UnscrapedReplica implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        List<Replica> replicas = hearing.file().metrics().watch().replicas();
        boolean several = replicas.size() > 1;
        Optional<Shortage> found = several ? Shortage.of(left, hearing) : Shortage.ofMetricsAlone(left, hearing);
        if (replicas.isEmpty() || found.isEmpty() || !replicas.stream().allMatch(UnscrapedReplica::counts)) {
            return Optional.empty();
        }
        Map<Account, Double> amounts = found.get().amounts(left);
        return Optional.of(Claim.of(new Values().put("replicas", replicas.size())
                .put("requests", found.get().requests()).putUnlessZero("tokens", left.shortOf(Account.TOKENS))
                .putUnlessZero("prompt_tokens", left.shortOf(Account.PROMPT_TOKENS))
                .warning(FindingId.UNSCRAPED_REPLICA, hearing), amounts));
    }

    private static boolean counts(Replica replica) {
        return replica.delta().of(Counter.SUCCEEDED_CHOICES).known().orElse(0) > 0;
    }
}
