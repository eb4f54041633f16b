package io.llmloadtest.collect;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.time.Duration;
import java.time.Instant;

/** The server's log. */
public interface LogWitness extends Witness<LogAvailability, LogTestimony> {

    /** What the log's last lines before the run say (at most 100); empty when it could not be opened. */
    LogDigest before();

    /**
     * Waits for an engine statistics line recorded after {@code moment}, so that the last window of a run is closed.
     *
     * @param moment when the last work ended
     * @param atMost how long to wait
     * @return whether such a line came
     */
    boolean awaitStatsAfter(Instant moment, Duration atMost);
}
