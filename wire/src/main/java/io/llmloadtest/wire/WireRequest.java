package io.llmloadtest.wire;

import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;

/**
 * A request ready for the wire.
 *
 * @param id the unique id sent as {@code X-Request-Id}
 * @param path the request target, such as {@code /v1/chat/completions}, any prefix included
 * @param body the JSON body in UTF-8; never changed after this point
 * @param streamed whether an event stream is expected
 * @param intended when the plan wanted it sent
 * @param timeout the most the whole exchange may take, from the send to the last byte
 * @param traceparent the value of that header of W3C Trace Context; empty to send none
 * @param textWanted whether the exchange shall hold what the answer says
 */
@SuppressWarnings("ArrayRecordComponent") // goes to the socket as it is; requests are never compared
public record WireRequest(String id, String path, byte[] body, boolean streamed, Tick intended, Duration timeout,
        Optional<String> traceparent, boolean textWanted) {

    /** A request that belongs to no trace. */
    public WireRequest(String id, String path, byte[] body, boolean streamed, Tick intended, Duration timeout) {
        this(id, path, body, streamed, intended, timeout, Optional.empty());
    }

    /** A request of whose answer nobody wants to know what it says. */
    public WireRequest(String id, String path, byte[] body, boolean streamed, Tick intended, Duration timeout,
            Optional<String> traceparent) {
        this(id, path, body, streamed, intended, timeout, traceparent, false);
    }

    /** Refuses an id, a path or a trace that would break the request's head. */
    public WireRequest {
        if (!visible(id) || !visible(path) || path.charAt(0) != '/'
                || !traceparent.map(WireRequest::visible).orElse(true)) {
            throw new IllegalArgumentException(
                    "id, path and traceparent must be visible ASCII, and the path must begin with /");
        }
    }

    private static boolean visible(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
