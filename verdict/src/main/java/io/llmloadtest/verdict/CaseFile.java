package io.llmloadtest.verdict;

import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Span;
import java.util.Optional;

/**
 * Everything a judge may look at for one level, or for the run.
 *
 * @param scope what it speaks of
 * @param span its time
 * @param expectation what the plan promised
 * @param tally the client's counts of every request that started in the scope's measured window; at run scope the
 *     levels' together
 * @param warmUp the client's counts of the requests that lie in the evidence of this file beside {@code tally}: the
 *     warm-ups of a run; empty at level scope
 * @param timeline the client's activity over the whole run, warm-ups included
 * @param metrics what the metrics say of the evidence window
 * @param log what the log says of the evidence window
 * @param clocks how the log's clock maps to client ticks
 * @param roll the client's requests one by one; empty without a witness that tells requests apart
 * @param traces what traces say of single requests
 * @param instrumentError how late the client itself was in the measured window; empty when it was not sampled
 * @param tool who drove the load in our place; empty when we did
 */
public record CaseFile(Scope scope, Span span, Expectation expectation, Tally tally, Tally warmUp, Timeline timeline,
        MetricsTestimony metrics, LogTestimony log, ClockTrack clocks, RollCall roll,
        TraceTestimony traces, Optional<InstrumentError> instrumentError, Optional<AuditedTool> tool) {

    /** A case of our own load. */
    public CaseFile(Scope scope, Span span, Expectation expectation, Tally tally, Tally warmUp, Timeline timeline,
            MetricsTestimony metrics, LogTestimony log, ClockTrack clocks, RollCall roll, TraceTestimony traces,
            Optional<InstrumentError> instrumentError) {
        this(scope, span, expectation, tally, warmUp, timeline, metrics, log, clocks, roll, traces, instrumentError,
                Optional.empty());
    }

    /** A case without witnesses that tell requests apart. */
    public CaseFile(Scope scope, Span span, Expectation expectation, Tally tally, Tally warmUp, Timeline timeline,
            MetricsTestimony metrics, LogTestimony log, ClockTrack clocks,
            Optional<InstrumentError> instrumentError) {
        this(scope, span, expectation, tally, warmUp, timeline, metrics, log, clocks, RollCall.NONE,
                TraceTestimony.NOT_ASKED, instrumentError);
    }
}
