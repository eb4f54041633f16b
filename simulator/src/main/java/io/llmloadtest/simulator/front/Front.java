package io.llmloadtest.simulator.front;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/** The listener in front of the servers, and what all its connections share. */
final class Front implements AutoCloseable {

    private static final int LARGEST_BODY = 64 << 20;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int BACKLOG = 2048;

    private final FrontRules rules;
    private final List<Integer> ports;
    private final Balance balance;
    private final FrontBook book;
    private final LongConsumer whenArrived;
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicReference<Optional<StoredAnswer>> lastAnswer = new AtomicReference<>(Optional.empty());
    private final Channel listener;

    /**
     * Listens on {@code port} in front of the servers on {@code ports}.
     *
     * @param whenArrived hears the ordinal of each completion request
     */
    Front(FrontRules rules, int port, List<Integer> ports, LongConsumer whenArrived) throws IOException {
        this.rules = rules;
        this.ports = List.copyOf(ports);
        this.whenArrived = whenArrived;
        balance = new Balance(ports.size(), rules.faults());
        book = new FrontBook(ports.size());
        var bound = new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true).option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(LONGEST_LINE, LONGEST_LINE, LONGEST_LINE),
                                new HttpObjectAggregator(LARGEST_BODY), new FrontConnection(Front.this));
                    }
                }).bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = group.shutdownGracefully();
            throw new IOException("The front cannot listen on 127.0.0.1:%d.".formatted(port), bound.cause());
        }
        listener = bound.channel();
    }

    FrontRules rules() {
        return rules;
    }

    FrontBook book() {
        return book;
    }

    Balance balance() {
        return balance;
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** The port of a server. */
    int port(int server) {
        return ports.get(server);
    }

    /** The server whose turn it is. */
    Optional<Integer> server() {
        OptionalInt next = balance.next();
        return next.isPresent() ? Optional.of(next.getAsInt()) : Optional.empty();
    }

    long arrived() {
        long ordinal = book.arrived();
        whenArrived.accept(ordinal);
        return ordinal;
    }

    void store(StoredAnswer answer) {
        lastAnswer.set(Optional.of(answer));
    }

    Optional<StoredAnswer> stored() {
        return lastAnswer.get();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
