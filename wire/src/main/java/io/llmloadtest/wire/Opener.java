package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End.NotConnected;
import java.net.InetSocketAddress;
import java.time.Duration;

/** How a transport opens a connection to one resolved address. */
@FunctionalInterface
interface Opener {

    /** Calls one method of {@code outcome}, once, on the lane's loop; on that loop itself it is called too. */
    void open(Lane lane, InetSocketAddress address, Duration timeout, Outcome outcome);

    /** Hears how it went. */
    interface Outcome {

        /** A connection stands, TLS included. */
        void opened(Connection connection);

        /** None came about. */
        void failed(NotConnected why);
    }
}
