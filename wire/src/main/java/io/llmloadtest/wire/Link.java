package io.llmloadtest.wire;

import java.util.OptionalInt;

/**
 * The socket under a connection. It tells the {@link Connection} what happens: bytes that came, that all bytes of a request were
 * taken, a failure, the end. Owned by the loop.
 */
interface Link {

    /** Hands a request to the socket, in one write where the socket takes it; the arrays are not changed afterwards. */
    void send(byte[] head, byte[] body);

    /** The client's port; empty when the system does not tell it. */
    OptionalInt localPort();

    boolean isOpen();

    /** Closes the socket; closing twice does nothing. */
    void close();
}
