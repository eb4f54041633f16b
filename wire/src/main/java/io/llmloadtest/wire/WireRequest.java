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
public record WireRequest(String id, String path, byte[] body, boolean streamed, Tick intended, Duration timeout) {}
