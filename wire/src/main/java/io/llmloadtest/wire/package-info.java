/**
 * Bytes to stamped chunks. In come raw bytes from a socket, out goes one {@code Exchange} per request that says what
 * was seen on the wire and when. {@link io.llmloadtest.wire.Transport} is where to begin; one runs on Netty, one
 * on sockets whose reads the kernel stamps, and both drive the same lanes, calls and decoder.
 */
@NullMarked
package io.llmloadtest.wire;

import org.jspecify.annotations.NullMarked;
