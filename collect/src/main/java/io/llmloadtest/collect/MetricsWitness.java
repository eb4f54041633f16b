package io.llmloadtest.collect;

import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;

/** The server's metrics page. */
public interface MetricsWitness extends Witness<MetricsAvailability, MetricsTestimony> {

    /**
     * Requests that the server ended while the run's first boundary waited in vain for its counters to rest: the work of
     * others. 0 when they rested; absent when nobody looked or several servers answer at one URL.
     */
    default Reading endedBefore() {
        return Reading.absent(Why.NO_METRICS);
    }
}
