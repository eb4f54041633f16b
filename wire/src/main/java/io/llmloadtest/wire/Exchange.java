package io.llmloadtest.wire;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Tick;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Everything that was seen of one request on the wire. All ticks are taken the moment the bytes arrive, before decoding.
 *
 * @param request what was sent
 * @param connectNanos time spent opening the connection for this very request; empty when it took an open one
 * @param sent just before the first byte of the request was handed to the socket; when it never was, the moment of giving up
 * @param written when the last byte of the request had been taken by the socket
 * @param head when the answer's head had arrived
 * @param status the HTTP status of the answer
 * @param chunks the events with their stamps, in order of arrival, without {@code [DONE]} and error events; empty for an answer
 *     that was not streamed
 * @param ended when the exchange was over: the answer's last byte, or the moment it failed
 * @param usage the token counts of the answer, the last ones when there were several
 * @param serverTimes what the answer says of the server's own time
 * @param finishReasons how many choices ended with which {@code finish_reason}
 * @param done whether {@code data: [DONE]} came
 * @param serverId the {@code id} of the answer body
 * @param fingerprint the {@code system_fingerprint} of the answer
 * @param localPort the client's port of the connection, the key to the server's access lines
 * @param reused whether the connection had carried a request before
 * @param mayHaveRunTwice whether the request was sent again after a connection died under it before any answer
 * @param text what the answer says, as it stands between the quotes in JSON; empty unless the request wanted it, or when it is
 *     longer than a megabyte
 * @param end how it ended
 */
public record Exchange(WireRequest request, OptionalLong connectNanos, Tick sent, Optional<Tick> written,
        Optional<Tick> head, OptionalInt status, ChunkTrain chunks, Tick ended, Optional<Usage> usage,
        Optional<ServerTimes> serverTimes, Map<String, Integer> finishReasons, boolean done, Optional<String> serverId,
        Optional<String> fingerprint,
        OptionalInt localPort, boolean reused, boolean mayHaveRunTwice, Optional<String> text, End end) {

    /**
     * The token counts of an answer.
     *
     * @param promptTokens prompt tokens, counted once whatever the number of choices
     * @param completionTokens tokens of all choices together
     * @param cachedTokens prompt tokens found in the server's prefix cache, where the server says it
     */
    public record Usage(int promptTokens, int completionTokens, OptionalInt cachedTokens) {}

    /** How an exchange ended, as the wire saw it. */
    public sealed interface End {

        /** The whole answer came, with a status of 200, and it was an OpenAI answer with an end of its own. */
        record Complete() implements End {}

        /**
         * The whole answer came, with another status.
         *
         * @param message the server's error message, cut at 300 characters; empty when there was none
         */
        record Refused(String message) implements End {}

        /**
         * An error event came inside a 200 stream.
         *
         * @param code the error's code or type, as sent
         * @param message the server's message, cut at 300 characters
         */
        record ErrorEvent(String code, String message) implements End {}

        /**
         * The answer broke off: the connection ended inside it, or the stream ended without finish reason and [DONE].
         *
         * @param how what was missing, in a few words for the ledger
         */
        record BrokenOff(String how) implements End {}

        /**
         * The time-out passed.
         *
         * @param stage what was being waited for
         */
        record TimedOut(Stage stage) implements End {}

        /** {@link Transport#cancelAll()} ended it. */
        record Cancelled() implements End {}

        /**
         * No connection could be opened, or it died before any byte of an answer and was not worth another try.
         *
         * @param tls whether the TCP connection stood and the TLS handshake failed
         * @param reason what the system said, in a few words
         */
        record NotConnected(boolean tls, String reason) implements End {}

        /**
         * What came was no HTTP, or a 200 that was no OpenAI answer.
         *
         * @param how what was wrong, in a few words for the ledger
         */
        record Malformed(String how) implements End {}
    }

    /** What an exchange was waiting for when its time was over. */
    public enum Stage {
        CONNECT, HEAD, FIRST_TOKEN, NEXT_TOKEN, BODY
    }
}
