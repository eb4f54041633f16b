package io.llmloadtest.wire;

import io.llmloadtest.model.InstrumentError;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests to one target and stamps everything that comes back. Safe to call from any thread; nothing here blocks.
 */
public interface Transport extends AutoCloseable {

    /**
     * Opens connections ahead of the load, so that no request of it pays for connecting.
     *
     * @param connections how many connections shall be open and idle
     * @return the number that are open once all attempts have ended; it never completes exceptionally
     */
    CompletionStage<Integer> warm(int connections);

    /**
     * Sends one request. The exchange is handed to {@code completion} exactly once, whatever happens: an answer, a
     * time-out, a broken connection, or {@link #cancelAll()}.
     */
    void send(WireRequest request, Completion completion);

    /** Ends every exchange in flight as cancelled and closes its connection; the completions are still called. */
    void cancelAll();

    /** Has the event loops run so urgently from now on, as far as the system grants it. */
    default void run(Urgency urgency) {
    }

    /**
     * How late the event loops were since the last call: to what was due where they stamp arrivals themselves, and to what had
     * arrived where the kernel does.
     *
     * @return empty when nothing was sampled, or when the transport does not sample
     */
    default Optional<InstrumentError> takeInstrumentError() {
        return Optional.empty();
    }

    /** Whose clock stamps what comes back. */
    default ClientClock clientClock() {
        return ClientClock.USER;
    }

    /** How many reads so far were stamped by the event loop although {@link #clientClock()} is the kernel's. */
    default long unstampedReads() {
        return 0;
    }

    /** What its connections did so far. */
    default Traffic traffic() {
        return Traffic.NONE;
    }

    /** Closes all connections and ends the event loop. Exchanges in flight end as cancelled first. */
    @Override
    void close();

    /** Called on the event loop when an exchange has ended; it must return quickly and never block. */
    @FunctionalInterface
    interface Completion {

        /** Takes over the exchange. */
        void ended(Exchange exchange);
    }
}
