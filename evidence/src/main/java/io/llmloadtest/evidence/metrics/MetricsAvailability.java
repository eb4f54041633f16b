package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Why;

/** Whether the metrics could be read, and if not, what stood in the way. */
public sealed interface MetricsAvailability {

    /**
     * Scrapes succeeded.
     *
     * @param url where
     * @param kind the dialect in which the page is written, for people
     */
    record Available(String url, String kind) implements MetricsAvailability {}

    /**
     * No scrape gave a valid sample.
     *
     * @param url where it was tried
     * @param problem what went wrong
     * @param detail the status, the system's words or the first characters of the body; may be empty
     */
    record Unavailable(String url, Problem problem, String detail) implements MetricsAvailability {}

    /**
     * Nobody asked for metrics.
     *
     * @param why normally {@link Why#NOT_ASKED}
     */
    record NotAsked(Why why) implements MetricsAvailability {}

    /** What can go wrong with a scrape. */
    enum Problem {
        UNREACHABLE, TIMED_OUT, UNAUTHORIZED, NOT_FOUND, HTTP_ERROR, NOT_METRICS, TOO_LARGE
    }
}
