package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.balance.Hearing;
import java.util.List;
import java.util.Optional;

/**
 * The causes in the order in which they are tried. Those that claim residuals come first, from what is certain to what is
 * left over: errors that never reached the server and requests that it never saw, then what others added, then what became
 * of our failed requests. What follows claims nothing.
 */
public final class Diagnosis {

    private static final List<Cause> CAUSES = List.of(new MetricsBehindBalancer(), new ServerRestarted(),
            new ReplicaSetChanged(), new HttpErrors(), new FailuresAsSuccesses(), new UnreportedRequests(),
            new UnscrapedReplica(), new RequestsMissing(),
            new GatewayRetries(), new ForeignTraffic(), new ForeignSpans(), new ResponsesLost(), new UsageUnderstated(),
            new StreamErrors(),
            new WorkAborted(),
            new RequestsFailed(), new CountersUnsettled(), new CountedByTool(), new ToolLate(),
            new UnexplainedDifference(), new ServerBusy(),
            new TokensEstimated(), new LengthsNotAsAsked(), new TtftGap(), new ClientBelowServer(), new RequestTimes(),
            new StreamBuffered(), new ClientSaturated(), new ConcurrencyNotReached(), new LoadNotDelivered(),
            new LoadInterrupted(), new ColdStart(), new PrefixCacheWarm(), new SpeculativeDecoding(),
            new ChunksMerged(), new ReplicaImbalance(),
            new Preemptions(), new KvCacheFull(),
            new Queueing(), new SeveralEngines(), new SeveralModels(), new MetricsUnavailable(), new MetricsPartial(),
            new MetricsSlow(), new TracesMissing(),
            new EvidenceCut(), new LogUnavailable(), new LogRotated(), new AccessLogOff(), new StatsLogOff(),
            new LogSlow(),
            new ServerErrors(), new ServerWarnings(), new ClockStep(), new ClockSkew(), new ZeroGapsOfTool(),
            new ExitCodeHidesFailures(), new ToolFailed());

    private Diagnosis() {
    }

    /** Tries every cause; what is left afterwards is nothing. */
    public static Residuals of(Hearing hearing) {
        Residuals left = Residuals.of(hearing);
        for (Cause cause : CAUSES) {
            Optional<Claim> claim = cause.explain(left, hearing);
            left = claim.map(left::less).orElse(left);
        }
        return left;
    }
}
