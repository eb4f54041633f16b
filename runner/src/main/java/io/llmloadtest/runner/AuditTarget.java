package io.llmloadtest.runner;

import io.llmloadtest.load.target.ProbeResult;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.target.SideChannel;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.TargetProbe;
import io.llmloadtest.load.target.TargetProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server that a foreign command is about to load.
 *
 * @param facts who answers there
 * @param oneModel whether it is known which of its models is loaded
 */
record AuditTarget(TargetFacts facts, boolean oneModel) {

    private static final Duration QUESTION_TIME = Duration.ofSeconds(10);

    /** Looks at the server. A command may name its model otherwise than the server does: then any model is meant. */
    static AuditTarget probe(AuditRequest request) throws UnusableTargetException, IOException {
        try (SideChannel channel = new SideChannel(request.base(), request.headers(), QUESTION_TIME,
                TlsContext.of(request.trust()))) {
            TargetProbe probe = new TargetProbe(channel);
            return switch (probe.probe(request.command().model())) {
                case ProbeResult.Usable(TargetFacts facts) -> new AuditTarget(facts, true);
                case ProbeResult.Unusable(TargetProblem.UnknownModel(var _, var models)) when !models.isEmpty() ->
                    any(probe, models.getFirst(), models.size() == 1);
                case ProbeResult.Unusable(TargetProblem.SeveralModels(var models)) when !models.isEmpty() ->
                    any(probe, models.getFirst(), false);
                case ProbeResult.Unusable(TargetProblem problem) -> throw new UnusableTargetException(problem);
            };
        }
    }

    private static AuditTarget any(TargetProbe probe, String model, boolean only) throws UnusableTargetException {
        return switch (probe.probe(Optional.of(model))) {
            case ProbeResult.Usable(TargetFacts facts) -> new AuditTarget(facts, only);
            case ProbeResult.Unusable(TargetProblem problem) -> throw new UnusableTargetException(problem);
        };
    }

    /** What the run folder says of the audit before the command has run. */
    RunMemo memo(AuditRequest request) {
        Map<String, Object> plan = new LinkedHashMap<>();
        Map<String, Object> audit = new LinkedHashMap<>();
        audit.put("command", request.command().shown());
        plan.put(AuditMemo.AUDIT, audit);
        plan.put("stream", true);
        if (!oneModel) {
            plan.put(RunMemo.ANY_MODEL, true);
        }
        facts.roundTripNanos().ifPresent(nanos -> plan.put("round_trip_ms", nanos / 1e6));
        plan.put("validated", true);
        plan.put("evidence", EvidenceMemo.plain(request.evidence(), request.base()));
        return new RunMemo(
                new io.llmloadtest.store.TargetFacts(facts.base().toString(), facts.model().id(),
                        Optional.of(facts.kind().key()), facts.version()),
                facts.models().stream().map(ServedModel::id).toList(), plan).withTolerances(request.tolerances());
    }
}
