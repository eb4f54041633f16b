package io.llmloadtest.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The transport on Netty: epoll where the system has it, NIO elsewhere; plain or TLS. A request that finds its kept connection
 * dead before any byte of an answer is sent once more on a new one, and the exchange says that it may have run twice; a
 * request on a new connection never is.
 */
public final class NettyTransport extends LanedTransport {

    private static final long GOODBYE_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup loops;

    private NettyTransport(MultiThreadIoEventLoopGroup loops, List<Lane> lanes, ConnectionPolicy policy,
            LongSupplier clock) {
        super(lanes, policy, clock);
        this.loops = loops;
    }

    /**
     * Makes a transport of one event loop; nothing is connected yet.
     *
     * @param clock nanoseconds since the run's start, monotonic, cheap, callable from any thread
     * @throws IOException when the authority's file cannot be read or holds no certificate
     */
    public static NettyTransport open(Target target, ConnectionPolicy policy, LongSupplier clock) throws IOException {
        return open(target, policy, 1, clock);
    }

    /**
     * Makes a transport; nothing is connected yet.
     *
     * @param loopCount the number of event loops, at least 1; a request goes to the least busy one
     * @param clock nanoseconds since the run's start, monotonic, cheap, callable from any thread
     * @throws IOException when the authority's file cannot be read or holds no certificate
     */
    public static NettyTransport open(Target target, ConnectionPolicy policy, int loopCount, LongSupplier clock)
            throws IOException {
        return open(target, policy, loopCount, clock, Epoll.isAvailable());
    }

    static NettyTransport open(Target target, ConnectionPolicy policy, int loopCount, LongSupplier clock,
            boolean epoll) throws IOException {
        if (loopCount < 1) {
            throw new IllegalArgumentException("a transport needs an event loop");
        }
        Optional<SslContext> tls = target.tls().isPresent()
                ? Optional.of(context(target.tls().get()))
                : Optional.empty();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends SocketChannel> channel = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        RequestHead head = new RequestHead(target);
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(loopCount,
                new DefaultThreadFactory("wire", true), io);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < loopCount; i++) {
            EventLoop events = loops.next();
            Loop loop = new NettyLoop(events);
            Dialer dialer = new Dialer(target, policy, new NettyOpener(target, tls, channel, events));
            Lateness lateness = new Lateness();
            loop.execute(() -> lateness.sample(loop, clock));
            lanes.add(new Lane(loop, dialer, policy, head, clock, lateness));
        }
        return new NettyTransport(loops, lanes, policy, clock);
    }

    private static SslContext context(Trust trust) throws IOException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        try {
            return switch (trust) {
                case Trust.DefaultStore _ -> builder.build();
                case Trust.Authority authority -> builder.trustManager(authority.pem().toFile()).build();
                case Trust.Anything _ -> builder.trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .endpointIdentificationAlgorithm(null).build();
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("no certificates could be read from " + trust, e);
        }
    }

    @Override
    public void close() {
        boolean fromLoop = closeLanes();
        var ended = loops.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS);
        if (!fromLoop) {
            ended.awaitUninterruptibly(GOODBYE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
