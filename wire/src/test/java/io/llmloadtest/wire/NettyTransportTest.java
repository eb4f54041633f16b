package io.llmloadtest.wire;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Netty with what the system has, which is epoll on Linux. */
class NettyTransportTest extends TransportContract {

    @Override
    Transport open(Target target, ConnectionPolicy policy, int loops, LongSupplier clock) throws IOException {
        return NettyTransport.open(target, policy, loops, clock);
    }
}
