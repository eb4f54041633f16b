package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of {@code metrics.jsonl}: a boundary and where its page is kept.
 *
 * @param boundary the boundary's place in the run
 * @param replica which metrics URL it is of, from 0
 * @param url where the page was scraped
 * @param tickNanos the client's clock at the boundary
 * @param wall the wall clock at the boundary
 * @param file the page as received, compressed; empty when there is none
 * @param scraped when the page had arrived; empty when there is none
 * @param tookNanos how long the scrape took
 * @param slowestNanos the longest a scrape took since the boundary before
 * @param settlingNanos how long the wait for rest took
 * @param settled whether the counters rested and held our own work
 * @param stuckRunning a running gauge above 0 while the counters rested
 * @param servers how many servers answered at the URL in turn up to then
 * @param problem why there is no page; empty when there is one
 * @param detail more of the problem
 */
record SnapshotNote(int boundary, int replica, String url, long tickNanos, Instant wall, Optional<String> file,
        Optional<Instant> scraped, long tookNanos, long slowestNanos, long settlingNanos, boolean settled,
        boolean stuckRunning, int servers, Optional<Problem> problem, String detail) {

    static final String FILE = "metrics.jsonl";

    Boundary toBoundary() {
        return new Boundary(boundary, new Tick(tickNanos), wall);
    }
}
