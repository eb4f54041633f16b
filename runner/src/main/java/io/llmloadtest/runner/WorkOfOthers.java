package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.time.Duration;

/** What others had the server do when our run was about to begin. */
final class WorkOfOthers {

    private static final Duration METRICS_TIME = Duration.ofSeconds(5);

    private WorkOfOthers() {
    }

    /**
     * Requests that were running or waiting at the run's first boundary, and those that ended while it waited in vain for
     * the counters to rest. Absent without metrics.
     *
     * @param until any boundary at or after the first
     */
    static Reading before(MetricsWitness metrics, Boundary first, Boundary until) {
        MetricsTestimony opening = metrics.between(first, until, METRICS_TIME);
        // vLLM 0.9.2 goes on showing an aborted request as running until the next one comes
        if (opening.stuckRunning()) {
            return Reading.absent(Why.UNKNOWN_MEANING);
        }
        double ended = metrics.endedBefore().known().orElse(0);
        return opening.before().map(WorkOfOthers::atWork).orElseGet(() -> Reading.absent(Why.NO_METRICS))
                .map(atWork -> atWork + ended);
    }

    private static Reading atWork(ServerValues values) {
        return values.running().plus(values.waiting());
    }
}
