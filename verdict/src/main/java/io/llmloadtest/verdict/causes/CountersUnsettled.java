package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The counters did not come to rest, or not where our own work is, in the time given. What they lack may still be on its
 * way; what they have beyond ours is real. */
final class CountersUnsettled implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        if (hearing.file().metrics().settled() || !hearing.admitted().metricsAsked()) {
            return Optional.empty();
        }
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            if (account.isMetric()) {
                amounts.put(account, -left.shortOf(account));
            }
        }
        double waited = hearing.file().metrics().settling().toNanos() / 1e6;
        return Optional.of(Claim.of(
                new Values().put("waited_ms", waited).info(FindingId.COUNTERS_UNSETTLED, hearing), amounts));
    }
}
