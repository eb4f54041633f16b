package io.llmloadtest.runner;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of the server's own record.
 *
 * @param metricsUrl the metrics page; empty for {@code /metrics} of the server
 * @param metricsHeaders headers for the metrics page only
 * @param log which log is read
 * @param snapshot what of the log is kept in the run folder
 */
public record EvidenceRequest(Optional<URI> metricsUrl, Map<String, String> metricsHeaders, LogRequest log,
        Snapshot snapshot) {

    /** What of the log is kept. */
    public enum Snapshot {
        FULL, JUDGED, NONE
    }

    @Override
    public String toString() {
        return "EvidenceRequest[metricsUrl=" + metricsUrl + ", log=" + log + ", snapshot=" + snapshot + "]";
    }
}
