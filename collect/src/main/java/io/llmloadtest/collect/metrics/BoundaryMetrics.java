package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.Snapshot;
import java.time.Duration;
import java.util.Optional;

/**
 * What was seen of the metrics at one boundary.
 *
 * @param boundary which
 * @param snapshot the page, when it could be read
 * @param availability whether it could
 * @param settled whether the counters rested and held our own work
 * @param stuckRunning a running gauge above 0 while the counters rested
 * @param servers how many servers answered at the URL in turn up to then
 * @param slowestScrape the longest a scrape took since the boundary before
 * @param settling how long the wait took
 */
record BoundaryMetrics(Boundary boundary, Optional<Snapshot> snapshot, MetricsAvailability availability,
        boolean settled, boolean stuckRunning, int servers, Duration slowestScrape, Duration settling) {}
