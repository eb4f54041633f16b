package io.llmloadtest.ledger;

import java.util.Optional;

/** How a request ended. */
public sealed interface Outcome {

    /** The whole answer came and was good. */
    record Completed() implements Outcome {}

    /**
     * The server answered with another status than 200.
     *
     * @param status the HTTP status
     * @param message the server's words, cut; may be empty
     */
    record HttpError(int status, String message) implements Outcome {}

    /**
     * An error event came inside a 200 stream.
     *
     * @param code the error's code or type
     * @param message the server's words, cut; may be empty
     */
    record StreamError(String code, String message) implements Outcome {}

    /**
     * The answer broke off.
     *
     * @param how what was missing
     */
    record Truncated(String how) implements Outcome {}

    /**
     * The time-out passed.
     *
     * @param stage what was being waited for: connect, head, first_token, next_token or body
     */
    record TimedOut(String stage) implements Outcome {}

    /** The client itself ended it, or it was still in flight when the record was read back. */
    record Cancelled() implements Outcome {}

    /**
     * No connection.
     *
     * @param tls whether only the TLS handshake failed
     * @param reason the system's words
     */
    record NotConnected(boolean tls, String reason) implements Outcome {}

    /**
     * What came was no answer of an OpenAI server.
     *
     * @param how what was wrong
     */
    record ProtocolError(String how) implements Outcome {}

    /** The kind of failure; empty for a completed request. */
    default Optional<ErrorKind> error() {
        return switch (this) {
            case Completed _ -> Optional.empty();
            case HttpError _ -> Optional.of(ErrorKind.HTTP_STATUS);
            case StreamError _ -> Optional.of(ErrorKind.STREAM_ERROR);
            case Truncated _ -> Optional.of(ErrorKind.TRUNCATED);
            case TimedOut _ -> Optional.of(ErrorKind.TIMEOUT);
            case Cancelled _ -> Optional.of(ErrorKind.CANCELLED);
            case NotConnected(boolean tls, String _) -> Optional.of(tls ? ErrorKind.TLS : ErrorKind.CONNECT);
            case ProtocolError _ -> Optional.of(ErrorKind.PROTOCOL);
        };
    }

    /** What went wrong, in the words of server or system; {@code completed} when nothing did. */
    default String words() {
        return switch (this) {
            case Completed _ -> "completed";
            case HttpError(int status, String text) -> "HTTP " + status + (text.isEmpty() ? "" : ": " + text);
            case StreamError(String code, String text) -> "error event " + code + ": " + text;
            case Truncated(String how) -> "answer broke off: " + how;
            case TimedOut(String stage) -> "timed out waiting for " + stage.replace('_', ' ');
            case Cancelled _ -> "cancelled";
            case NotConnected(boolean tls, String reason) -> (tls ? "TLS: " : "connect: ") + reason;
            case ProtocolError(String how) -> "not an OpenAI answer: " + how;
        };
    }
}
