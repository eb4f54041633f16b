package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.ledger.OwnTimes;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.balance.Admitted;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The engine's mean stages of our own completed requests, in milliseconds. Where every one of the answers tells its own,
 * they are ours alone by construction, whoever else uses the server; else a histogram must have seen exactly our requests.
 */
final class Stages {

    private Stages() {
    }

    /** Waiting to be scheduled. */
    static Reading queue(Admitted admitted) {
        return own(OwnTimes::meanQueueNanos, admitted).or(counted(Histogram.QUEUE, admitted));
    }

    /** From being scheduled to the first token. */
    static Reading prefill(Admitted admitted) {
        return own(OwnTimes::meanPrefillNanos, admitted).or(counted(Histogram.PREFILL, admitted));
    }

    private static Reading own(Function<OwnTimes, OptionalDouble> mean, Admitted admitted) {
        Tally tally = admitted.file().tally();
        return tally.ownTimes().requests() == tally.completed()
                ? Means.ofNanos(mean.apply(tally.ownTimes()))
                : Reading.absent(Why.UNEQUAL_POPULATIONS);
    }

    /** A histogram's mean, when it is one of our completed requests alone. */
    static Reading counted(Histogram histogram, Admitted admitted) {
        HistogramDelta theirs = admitted.latencies().of(histogram);
        return Means.isCount(theirs, (double) admitted.file().tally().completed())
                ? Means.of(theirs)
                : Reading.absent(Why.UNEQUAL_POPULATIONS);
    }
}
