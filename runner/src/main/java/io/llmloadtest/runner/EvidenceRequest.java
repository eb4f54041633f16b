package io.llmloadtest.runner;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.List;

/**
 * What is asked of the server's own record.
 *
 * @param metricsUrls the metrics pages, one for each replica; none for {@code /metrics} of the server
 * @param metricsHeaders headers for the metrics page only
 * @param log which log is read
 * @param snapshot what of the log is kept in the run folder
 * @param traces where the server's spans are received; empty to ask for none
 * @param exclusive whether to send nothing unless the server is seen to be idle
 */
public record EvidenceRequest(List<URI> metricsUrls, Map<String, String> metricsHeaders, LogRequest log,
        Snapshot snapshot, Optional<TraceRequest> traces, boolean exclusive) {

    /** Asks for no traces and takes the server as it is. */
    public EvidenceRequest(List<URI> metricsUrls, Map<String, String> metricsHeaders, LogRequest log,
            Snapshot snapshot) {
        this(metricsUrls, metricsHeaders, log, snapshot, Optional.empty(), false);
    }

    /** The pages to read, where {@code usual} is that of the server. */
    List<URI> pages(URI usual) {
        return metricsUrls.isEmpty() ? List.of(usual) : metricsUrls;
    }

    /** What of the log is kept. */
    public enum Snapshot {
        FULL, JUDGED, NONE
    }

    @Override
    public String toString() {
        return "EvidenceRequest[metricsUrls=" + metricsUrls + ", log=" + log + ", snapshot=" + snapshot + ", traces="
                + traces + ", exclusive=" + exclusive + "]";
    }
}
