package io.llmloadtest.collect;

import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceTestimony;
import java.time.Duration;
import java.util.Collection;

/**
 * The server's traces: one span for each request. {@link #between} cuts by the moment a request arrived, by the server's
 * clock; spans that are known by their trace are better picked from {@link #everything()}, which asks no clock.
 */
public interface TraceWitness extends Witness<TraceAvailability, TraceTestimony> {

    /**
     * Waits until a span of each of these traces has come. Servers send spans in batches: vLLM every five seconds.
     *
     * @param traceIds of our completed requests
     * @param atMost how long to wait
     * @return whether all came
     */
    boolean await(Collection<String> traceIds, Duration atMost);

    /** All that was received, whenever it was. */
    TraceTestimony everything();
}
