package io.llmloadtest.load.generator;

import io.llmloadtest.wire.Transport;
import java.io.IOException;

/** Opens transports, so that the generator need not know which kind is in use. */
@FunctionalInterface
public interface TransportFactory {

    /** A transport for plain HTTP to {@code host:port}, stamping with {@code ticks}. */
    Transport open(String host, int port, TickSource ticks) throws IOException;
}
