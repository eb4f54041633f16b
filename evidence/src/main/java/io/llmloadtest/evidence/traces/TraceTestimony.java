package io.llmloadtest.evidence.traces;

import java.util.List;

/**
 * What traces say of one stretch of the run.
 *
 * @param availability whether there were any
 * @param requests the requests whose spans arrived at the server in this stretch, others' included
 * @param dropped spans left out to keep memory bounded
 * @param badMessages messages that were no spans
 */
public record TraceTestimony(TraceAvailability availability, List<ServedRequest> requests, long dropped,
        long badMessages) {

    /** No testimony, since nobody asked. */
    public static final TraceTestimony NOT_ASKED = new TraceTestimony(new TraceAvailability.NotAsked(), List.of(), 0,
            0);

    public TraceTestimony {
        requests = List.copyOf(requests);
    }
}
