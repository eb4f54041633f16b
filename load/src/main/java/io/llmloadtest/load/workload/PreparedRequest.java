package io.llmloadtest.load.workload;

import io.llmloadtest.ledger.Asked;

/**
 * A body that only waits to be sent.
 *
 * @param body the JSON in UTF-8; never changed
 * @param asked what it asks for
 * @param revision which set of extra fields it was made with
 */
@SuppressWarnings("ArrayRecordComponent") // goes to the socket as it is; bodies are never compared
public record PreparedRequest(byte[] body, Asked asked, int revision) {}
