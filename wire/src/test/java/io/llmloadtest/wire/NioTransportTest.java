package io.llmloadtest.wire;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Netty without epoll. */
class NioTransportTest extends TransportContract {

    @Override
    Transport open(Target target, ConnectionPolicy policy, int loops, LongSupplier clock) throws IOException {
        return NettyTransport.open(target, policy, loops, clock, false);
    }
}
