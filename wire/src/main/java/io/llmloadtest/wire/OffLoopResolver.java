package io.llmloadtest.wire;

import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** The JDK's name resolution, which blocks, moved off the event loop. The JDK caches the answers. */
final class OffLoopResolver extends InetNameResolver {

    OffLoopResolver(EventExecutor executor) {
        super(executor);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
        Thread.ofVirtual().name("resolve " + host).start(() -> {
            try {
                promise.trySuccess(InetAddress.getByName(host));
            } catch (UnknownHostException e) {
                promise.tryFailure(e);
            }
        });
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
        Thread.ofVirtual().name("resolve " + host).start(() -> {
            try {
                promise.trySuccess(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                promise.tryFailure(e);
            }
        });
    }
}
