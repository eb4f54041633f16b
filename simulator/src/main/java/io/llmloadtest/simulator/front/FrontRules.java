package io.llmloadtest.simulator.front;

import io.llmloadtest.simulator.Fault;
import io.llmloadtest.simulator.Faults;
import java.util.List;
import java.util.Optional;

/** What the faults that concern the front ask of it. */
record FrontRules(Faults faults) {

    static final String PREFIX = "/vllm";

    private static final List<Fault> OURS = List.of(Fault.REPLICAS, Fault.SKEWED_REPLICAS, Fault.UNSCRAPED_REPLICA,
            Fault.REPLICA_RESTARTS, Fault.REPLICA_VANISHES, Fault.BALANCED_METRICS, Fault.BUNCHED_STREAM,
            Fault.GATEWAY_RETRIES, Fault.ANSWER_CACHE, Fault.PATH_PREFIX, Fault.METRICS_PORT);
    private static final List<Fault> SEVERAL_SERVERS = List.of(Fault.REPLICAS, Fault.SKEWED_REPLICAS,
            Fault.UNSCRAPED_REPLICA, Fault.REPLICA_RESTARTS, Fault.REPLICA_VANISHES, Fault.BALANCED_METRICS);

    /** Whether clients need a front at all. */
    boolean wanted() {
        return OURS.stream().anyMatch(faults::on);
    }

    int servers() {
        return SEVERAL_SERVERS.stream().filter(faults::on)
                .mapToInt(fault -> Math.clamp(faults.number(fault, "servers"), 1, 64)).max().orElse(1);
    }

    /** Whether the front passes /metrics on; if not, each server's own port has it. */
    boolean metricsThroughFront() {
        return faults.on(Fault.BALANCED_METRICS) || (servers() == 1 && !faults.on(Fault.METRICS_PORT));
    }

    /** The path at the server; empty when the front does not know it. */
    Optional<String> path(String uri) {
        if (!faults.on(Fault.PATH_PREFIX)) {
            return Optional.of(uri);
        }
        return uri.startsWith(PREFIX + "/") ? Optional.of(uri.substring(PREFIX.length())) : Optional.empty();
    }

    String prefix() {
        return faults.on(Fault.PATH_PREFIX) ? PREFIX : "";
    }

    long bunchMillis() {
        return faults.on(Fault.BUNCHED_STREAM) ? faults.number(Fault.BUNCHED_STREAM, "millis") : 0;
    }

    boolean retries(long ordinal) {
        return each(Fault.GATEWAY_RETRIES, ordinal);
    }

    boolean caches(long ordinal) {
        return each(Fault.ANSWER_CACHE, ordinal);
    }

    private boolean each(Fault fault, long ordinal) {
        return faults.on(fault) && ordinal % Math.max(1, faults.number(fault, "every")) == 0;
    }

    long retryMillis() {
        return faults.number(Fault.GATEWAY_RETRIES, "millis");
    }

    /** The number of completion requests after which the last server goes; empty when it stays. */
    Optional<Long> leavesAfter() {
        return List.of(Fault.REPLICA_VANISHES, Fault.REPLICA_RESTARTS).stream().filter(faults::on)
                .map(fault -> faults.number(fault, "after")).findFirst();
    }
}
