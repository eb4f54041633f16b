package io.llmloadtest.wire.kernel;

import java.io.IOException;
import java.util.Optional;

/** Hears on the loop what happens to a socket. After the socket's own {@link KernelSocket#close()} it hears nothing more. */
public interface SocketEvents {

    /** The connection stands. */
    void connected();

    /** It does not come about; the socket is closed. */
    void notConnected(IOException why);

    /** The system has taken every byte that was to be sent. */
    void sent();

    /**
     * Bytes came, from index 0.
     *
     * @param bytes valid during this call only
     * @param stampNanos when the last of them came in, on the client's clock
     */
    void received(byte[] bytes, int length, long stampNanos);

    /**
     * The socket is closed, and not by us.
     *
     * @param failure empty when the peer closed it in order
     */
    void closed(Optional<IOException> failure);
}
