package io.llmloadtest.evidence.metrics;

/** What the HTTP metrics beside the engine's mean: that depends on the front end, not on the engine. */
final class HttpMeaning {

    static final String REQUESTS = "http_requests_total";
    static final String DURATION = "http_request_duration_seconds";

    private HttpMeaning() {
    }

    /**
     * The Python front end (prometheus-fastapi-instrumentator, since vLLM 0.8.3) times a stream to its last byte and also
     * counts sizes. The Rust front end (since 0.22.0) writes OpenMetrics, counts no sizes, and times to the head only.
     */
    static Meaning durationCoversWholeStream(PageNames names) {
        if (names.has("http_response_size_bytes_count") || names.has("http_request_size_bytes_count")) {
            return Meaning.YES;
        }
        return names.isOpenMetrics() && names.has(DURATION + "_count") ? Meaning.NO : Meaning.UNKNOWN;
    }
}
