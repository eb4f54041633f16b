/**
 * Bytes to stamped chunks. In come raw bytes from a socket, out goes one {@code Exchange} per request that says what
 * was seen on the wire and when. {@link io.llmloadtest.wire.NettyTransport} is where to begin.
 */
@NullMarked
package io.llmloadtest.wire;

import org.jspecify.annotations.NullMarked;
