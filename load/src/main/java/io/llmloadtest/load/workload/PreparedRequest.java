package io.llmloadtest.load.workload;

import io.llmloadtest.ledger.Asked;
import java.util.Optional;

/**
 * A body that only waits to be sent.
 *
 * @param body the JSON in UTF-8; never changed
 * @param asked what it asks for
 * @param revision which set of extra fields it was made with
 * @param next what its conversation goes on with; empty when it is the last turn, or stands alone
 */
@SuppressWarnings("ArrayRecordComponent") // goes to the socket as it is; bodies are never compared
public record PreparedRequest(byte[] body, Asked asked, int revision, Optional<NextTurn> next) {

    /** A request with nothing after it. */
    public PreparedRequest(byte[] body, Asked asked, int revision) {
        this(body, asked, revision, Optional.empty());
    }
}
