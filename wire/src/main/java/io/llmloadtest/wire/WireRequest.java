package io.llmloadtest.wire;

import io.llmloadtest.model.Tick;
import java.time.Duration;

/**
 * A request ready for the wire.
 *
 * @param id the unique id sent as {@code X-Request-Id}
 * @param path the request target, such as {@code /v1/chat/completions}, any prefix included
 * @param body the JSON body in UTF-8; never changed after this point
 * @param streamed whether an event stream is expected
 * @param intended when the plan wanted it sent
 * @param timeout the most the whole exchange may take, from the send to the last byte
 */
@SuppressWarnings("ArrayRecordComponent") // goes to the socket as it is; requests are never compared
public record WireRequest(String id, String path, byte[] body, boolean streamed, Tick intended, Duration timeout) {

    /** Refuses an id or a path that would break the request's head. */
    public WireRequest {
        if (!visible(id) || !visible(path) || path.charAt(0) != '/') {
            throw new IllegalArgumentException("id and path must be visible ASCII, and the path must begin with /");
        }
    }

    private static boolean visible(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
