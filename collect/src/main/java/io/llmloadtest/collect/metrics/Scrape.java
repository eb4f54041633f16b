package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import java.time.Duration;

/** What one attempt to fetch a metrics page gave. */
public sealed interface Scrape {

    /** How long the attempt took, from before the connection to the last byte. */
    Duration took();

    /**
     * A page came, with status 200. Whether it holds metrics is for a parser to say.
     *
     * @param body its bytes, compression undone
     * @param took how long it took
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Page(byte[] body, Duration took) implements Scrape {

        @Override
        public String toString() {
            return "Page[" + body.length + " bytes, " + took + "]";
        }
    }

    /**
     * No page came.
     *
     * @param problem what stood in the way
     * @param detail the status and the first characters of the body, or the system's words; never a header's value
     * @param took how long it took to fail
     */
    record Failure(Problem problem, String detail, Duration took) implements Scrape {}
}
