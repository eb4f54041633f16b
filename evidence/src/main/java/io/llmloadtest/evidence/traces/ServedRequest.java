package io.llmloadtest.evidence.traces;

import io.llmloadtest.model.Reading;
import java.time.Instant;

/**
 * One engine request as the server recorded it. vLLM 0.32.0 sends a span {@code llm_request} for each when it has ended.
 *
 * @param requestId the server's own id, such as {@code chatcmpl-run1-0001}
 * @param traceId 32 lower-case hex digits: ours when the request carried our {@code traceparent}
 * @param parentSpanId 16 lower-case hex digits; empty for a request that carried no {@code traceparent}
 * @param arrival when it reached the server's front end, by the server's clock
 * @param promptTokens prompt tokens
 * @param outputTokens tokens generated
 * @param ttftSeconds from arrival to its first token
 * @param e2eSeconds from arrival to its last token
 * @param queueSeconds time in the engine's queue
 * @param prefillSeconds time from being scheduled to the first token
 * @param decodeSeconds time from the first token to the last
 * @param choices answers asked for
 */
public record ServedRequest(String requestId, String traceId, String parentSpanId, Instant arrival,
        Reading promptTokens, Reading outputTokens, Reading ttftSeconds, Reading e2eSeconds, Reading queueSeconds,
        Reading prefillSeconds, Reading decodeSeconds, Reading choices) {}
