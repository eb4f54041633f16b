package io.llmloadtest.runner;

import java.net.URI;
import java.util.Map;
import java.util.List;

/**
 * What is asked of the server's own record.
 *
 * @param metricsUrls the metrics pages, one for each replica; none for {@code /metrics} of the server
 * @param metricsHeaders headers for the metrics page only
 * @param log which log is read
 * @param snapshot what of the log is kept in the run folder
 */
public record EvidenceRequest(List<URI> metricsUrls, Map<String, String> metricsHeaders, LogRequest log,
        Snapshot snapshot) {

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
        return "EvidenceRequest[metricsUrls=" + metricsUrls + ", log=" + log + ", snapshot=" + snapshot + "]";
    }
}
