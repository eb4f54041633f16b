package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Map;
import java.util.Optional;

/**
 * One metrics URL is answered by several servers in turn, told by process start times and creation stamps that alternate. A
 * restart changes them once and for good.
 */
final class MetricsBehindBalancer implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return hearing.file().metrics().watch().identities().entrySet().stream().max(Map.Entry.comparingByValue())
                .map(most -> Claim.of(new Values().put("identities", most.getValue()).put("url", most.getKey())
                        .warning(FindingId.METRICS_BEHIND_BALANCER, hearing)));
    }
}
