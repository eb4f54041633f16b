package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.Replica;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of several replicas started anew, or could not be read at one end while others could: the set changed while the load went
 * on.
 */
final class ReplicaSetChanged implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        List<Replica> replicas = hearing.file().metrics().watch().replicas();
        List<String> restarted = replicas.stream().filter(replica -> !replica.resets().isEmpty()).map(Replica::url)
                .toList();
        List<String> vanished = replicas.stream()
                .filter(replica -> replica.availability() instanceof MetricsAvailability.Unavailable).map(Replica::url)
                .toList();
        boolean anyIsThere = vanished.size() < replicas.size();
        if (replicas.size() < 2 || !anyIsThere || (restarted.isEmpty() && vanished.isEmpty())) {
            return Optional.empty();
        }
        List<String> changed = Stream.concat(restarted.stream(), vanished.stream()).distinct().toList();
        return Optional.of(Claim.of(new Values().put("replicas", replicas.size()).put("changed", changed)
                .put("restarted", restarted).put("vanished", vanished)
                .warning(FindingId.REPLICA_SET_CHANGED, hearing)));
    }
}
