package io.llmloadtest.truth;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A client's connection: read by the request loop, written by the engine while a stream is on it. */
record Connection(SocketChannel channel, SelectionKey key, RequestParser parser) {}
