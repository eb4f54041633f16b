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
 * @param traces where the server's spans are received; empty to ask for none
 */
public record EvidenceRequest(Optional<URI> metricsUrl, Map<String, String> metricsHeaders, LogRequest log,
        Snapshot snapshot, Optional<TraceRequest> traces) {

    /** Asks for no traces. */
    public EvidenceRequest(Optional<URI> metricsUrl, Map<String, String> metricsHeaders, LogRequest log,
            Snapshot snapshot) {
        this(metricsUrl, metricsHeaders, log, snapshot, Optional.empty());
    }

    /** What of the log is kept. */
    public enum Snapshot {
        FULL, JUDGED, NONE
    }

    @Override
    public String toString() {
        return "EvidenceRequest[metricsUrl=" + metricsUrl + ", log=" + log + ", snapshot=" + snapshot + ", traces="
                + traces + "]";
    }
}
