package io.llmloadtest.simulator.front;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponse;

/** Takes a server's answer as it comes. Everything happens on one event loop. */
interface Relay {

    /** The head has come. */
    void head(HttpResponse head);

    /** A piece of the body has come; the relay owns it from now on. */
    void piece(ByteBuf piece);

    /** The answer is whole. */
    void end();

    /** The server has closed in the middle of the answer, or before it. */
    void broken();

    /** An answer that nobody waits for. */
    static Relay nobody() {
        return new Relay() {
            @Override
            public void head(HttpResponse head) {
                // nobody waits for it
            }

            @Override
            public void piece(ByteBuf piece) {
                piece.release();
            }

            @Override
            public void end() {
                // nobody waits for it
            }

            @Override
            public void broken() {
                // nobody waits for it
            }
        };
    }
}
