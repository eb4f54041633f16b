package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is kept of a single request to set it against the server's own record of it.
 *
 * @param id the {@code X-Request-Id} that was sent
 * @param scope the phase it belongs to
 * @param endpoint the route
 * @param choices answers asked for
 * @param sent when it was sent
 * @param ttftNanos its time to first token
 * @param e2eNanos its end-to-end latency
 * @param usage its token counts
 * @param status the answer's HTTP status
 * @param localPort the client's port
 * @param sentAgain whether we sent it once more after a connection died under it, so that the server may have had it twice
 * @param error how it failed; empty when it ended well
 */
public record RollEntry(String id, Scope scope, String endpoint, int choices, Tick sent, OptionalLong ttftNanos,
        long e2eNanos, Optional<TokenCounts> usage, OptionalInt status, OptionalInt localPort,
        boolean sentAgain, Optional<ErrorKind> error) {

    /** What is kept of {@code request}. */
    public static RollEntry of(RequestRecord request) {
        return new RollEntry(request.id(), request.scope(), request.endpoint(), request.asked().choices(),
                request.sent(), request.ttftNanos(), request.e2eNanos(), request.usage(), request.status(),
                request.localPort(), request.mayHaveRunTwice(), request.outcome().error());
    }

    /** How often we sent it at most. */
    public int timesSent() {
        return sentAgain ? 2 : 1;
    }

    /** Whether it ended well. */
    public boolean isCompleted() {
        return error.isEmpty();
    }
}
