package io.llmloadtest.runner;

import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.Target;
import io.llmloadtest.wire.Trust;
import io.llmloadtest.wire.Urgency;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run is asked to do.
 *
 * @param base the server
 * @param headers sent with every request to it
 * @param trust which certificates it may show
 * @param clock which clock shall stamp arrivals
 * @param urgency how urgently the event loop is to be run
 * @param connections how connections are used
 * @param plan the load
 * @param waitReady how long to wait until the server completes a request; empty not to ask
 * @param evidence the server's record; empty to skip validation
 * @param tolerances how strictly to judge
 * @param cuts what is cut off each level before its steady figures are taken
 * @param slo what the levels are held against; empty for nothing
 * @param runs the folder in which run folders are made
 * @param folder the run folder itself, when the user named one
 * @param productVersion of this program
 * @param sources where options that are not at their defaults came from, by their long names; no values
 */
public record RunRequest(BaseUrl base, SecretHeaders headers, Trust trust, ClockChoice clock, Urgency urgency,
        ConnectionPolicy connections, Plan plan, Optional<Duration> waitReady, Optional<EvidenceRequest> evidence,
        Tolerances tolerances, Cuts cuts, Optional<SloRequest> slo, Path runs, Optional<Path> folder,
        String productVersion, Map<String, String> sources) {

    public RunRequest {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    }

    /** A request that nobody put together from options. */
    public RunRequest(BaseUrl base, SecretHeaders headers, Trust trust, ClockChoice clock, Urgency urgency,
            ConnectionPolicy connections, Plan plan, Optional<Duration> waitReady, Optional<EvidenceRequest> evidence,
            Tolerances tolerances, Cuts cuts, Optional<SloRequest> slo, Path runs, Optional<Path> folder,
            String productVersion) {
        this(base, headers, trust, clock, urgency, connections, plan, waitReady, evidence, tolerances, cuts, slo, runs,
                folder, productVersion, Map.of());
    }

    /**
     * Refuses what only shows when clock, target, plan and objectives are seen together.
     *
     * @throws IllegalPlanException when the clock cannot be had, or an objective speaks of what no answer will have
     */
    void requirePossible() {
        if (clock == ClockChoice.KERNEL) {
            clock.whyNotKernel(target()).ifPresent(why -> {
                throw new IllegalPlanException("--clock", "kernel", why);
            });
        }
        slo.stream().flatMap(asked -> asked.slo().objectives().stream())
                .filter(each -> each.metric().isOfStreams() && !plan.streamed()).findFirst().ifPresent(each -> {
                    throw new IllegalPlanException("--slo", each.text(),
                            "give e2e, goodput and error_rate where answers are not streamed");
                });
    }

    /** Where the load goes, with its secrets. */
    public Target target() {
        Target target = base.tls()
                ? Target.tls(base.host(), base.port(), trust)
                : Target.plain(base.host(), base.port());
        for (Map.Entry<String, String> header : headers.values().entrySet()) {
            target = target.with(header.getKey(), header.getValue());
        }
        return target;
    }
}
