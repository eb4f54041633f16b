package io.llmloadtest.ledger;

/**
 * Takes note of requests as they are sent and as they end. Called on the event loop: implementations hand over and return
 * at once.
 */
public interface LoadListener {

    /** A request is about to be sent. */
    void sent(SentNote note);

    /** A request has ended; exactly once for each one sent. */
    void ended(RequestRecord request);

    /** Whether there is room for more; while there is none, no new request is sent. */
    default boolean hasRoom() {
        return true;
    }
}
