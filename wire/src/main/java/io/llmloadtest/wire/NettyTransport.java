package io.llmloadtest.wire;

import io.llmloadtest.model.InstrumentError;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The transport on Netty: epoll where the system has it, NIO elsewhere; plain or TLS. A request that finds its kept connection
 * dead before any byte of an answer is sent once more on a new one, and the exchange says that it may have run twice; a
 * request on a new connection never is.
 */
public final class NettyTransport implements Transport {

    private static final long GOODBYE_SECONDS = 5;

    private final MultiThreadIoEventLoopGroup loops;
    private final List<Lane> lanes;
    private final ConnectionPolicy policy;
    private final LongSupplier clock;

    private NettyTransport(MultiThreadIoEventLoopGroup loops, List<Lane> lanes, ConnectionPolicy policy,
            LongSupplier clock) {
        this.loops = loops;
        this.lanes = lanes;
        this.policy = policy;
        this.clock = clock;
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
        Dialer dialer = new Dialer(target, tls, channel, policy);
        RequestHead head = new RequestHead(target);
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(loopCount,
                new DefaultThreadFactory("wire", true), io);
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < loopCount; i++) {
            lanes.add(new Lane(loops.next(), dialer, policy, head, clock));
        }
        lanes.forEach(lane -> lane.lateness().begin());
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
    public CompletionStage<Integer> warm(int connections) {
        if (!policy.pooled() || connections < 1) {
            return CompletableFuture.completedStage(0);
        }
        CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
        for (int i = 0; i < lanes.size(); i++) {
            int share = connections / lanes.size() + (i < connections % lanes.size() ? 1 : 0);
            sum = sum.thenCombine(warm(lanes.get(i), share), Integer::sum);
        }
        return sum.minimalCompletionStage();
    }

    private static CompletableFuture<Integer> warm(Lane lane, int connections) {
        CompletableFuture<Integer> open = new CompletableFuture<>();
        try {
            lane.loop().execute(() -> lane.warm(connections, open::complete));
        } catch (RejectedExecutionException _) {
            open.complete(0);
        }
        return open;
    }

    @Override
    public void send(WireRequest request, Completion completion) {
        Lane lane = leastBusy();
        lane.inFlight().incrementAndGet();
        Completion counting = exchange -> {
            lane.inFlight().decrementAndGet();
            completion.ended(exchange);
        };
        try {
            lane.loop().execute(() -> lane.start(request, counting));
        } catch (RejectedExecutionException _) {
            new Call(request, counting).finish(new Exchange.End.Cancelled(), clock.getAsLong());
        }
    }

    /** Kept level, so that no loop needs more connections than its share of what {@link #warm} opened. */
    private Lane leastBusy() {
        Lane least = lanes.getFirst();
        for (Lane lane : lanes) {
            if (lane.inFlight().get() < least.inFlight().get()) {
                least = lane;
            }
        }
        return least;
    }

    @Override
    public Optional<InstrumentError> takeInstrumentError() {
        return Lateness.take(lanes.stream().map(Lane::lateness).toList());
    }

    @Override
    public void cancelAll() {
        for (Lane lane : lanes) {
            onLoop(lane, lane::cancelAll);
        }
    }

    @Override
    public void close() {
        boolean fromLoop = false;
        for (Lane lane : lanes) {
            fromLoop |= lane.loop().inEventLoop();
            onLoop(lane, lane::close);
        }
        var ended = loops.shutdownGracefully(0, GOODBYE_SECONDS, TimeUnit.SECONDS);
        if (!fromLoop) {
            ended.awaitUninterruptibly(GOODBYE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void onLoop(Lane lane, Runnable task) {
        try {
            lane.loop().execute(task);
        } catch (RejectedExecutionException _) {
            // closed before: nothing is in flight there
        }
    }
}
