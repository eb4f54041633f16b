package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End.NotConnected;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens connections to the target. */
final class Dialer {

    private final Target target;
    private final Optional<SslContext> tls;
    private final Class<? extends SocketChannel> channelType;
    private final int timeoutMillis;
    private final InetSocketAddress address;
    private final AddressResolverGroup<InetSocketAddress> resolvers = new AddressResolverGroup<>() {
        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new OffLoopResolver(executor).asAddressResolver();
        }
    };

    Dialer(Target target, Optional<SslContext> tls, Class<? extends SocketChannel> channelType,
            ConnectionPolicy policy) {
        this.target = target;
        this.tls = tls;
        this.channelType = channelType;
        this.timeoutMillis = Math.clamp(policy.connectTimeout().toMillis(), 1, Integer.MAX_VALUE);
        this.address = address(target);
    }

    private static InetSocketAddress address(Target target) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(target.host());
        if (literal == null) {
            return InetSocketAddress.createUnresolved(target.host(), target.port());
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(literal), target.port());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a host: " + target.host(), e);
        }
    }

    boolean tls() {
        return tls.isPresent();
    }

    /** Calls one of the two, once, on the lane's loop. */
    void dial(Lane lane, Consumer<Connection> opened, Consumer<NotConnected> failed) {
        ChannelFuture attempt = new Bootstrap().group(lane.loop()).channel(channelType).resolver(resolvers)
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis).handler(pipeline(lane)).connect(address);
        attempt.addListener(done -> onLoop(lane, () -> {
            if (done.isSuccess()) {
                connected(attempt.channel(), opened, failed);
            } else {
                failed.accept(Failures.connect(done.cause(), target));
            }
        }));
    }

    /** A channel that could not even be made, for want of a file descriptor, says so on a thread of its own. */
    private static void onLoop(Lane lane, Runnable task) {
        if (lane.loop().inEventLoop()) {
            task.run();
        } else {
            lane.loop().execute(task);
        }
    }

    private ChannelHandler pipeline(Lane lane) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                Connection connection = new Connection(lane, channel);
                tls.ifPresent(context -> {
                    SslHandler handler = context.newHandler(channel.alloc(), target.host(), target.port());
                    handler.setHandshakeTimeoutMillis(timeoutMillis);
                    channel.pipeline().addLast(new Stamp(lane, connection), handler);
                });
                channel.pipeline().addLast(connection);
            }
        };
    }

    private static void connected(Channel channel, Consumer<Connection> opened, Consumer<NotConnected> failed) {
        Connection connection = channel.pipeline().get(Connection.class);
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (connection == null) {
            failed.accept(new NotConnected(false, "closed while connecting"));
        } else if (handler == null) {
            connection.opened();
            opened.accept(connection);
        } else {
            handler.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    connection.opened();
                    opened.accept(connection);
                } else {
                    connection.close();
                    failed.accept(Failures.handshake(done.cause()));
                }
            });
        }
    }

    /** Takes the time of a read before TLS works on it. */
    private static final class Stamp extends ChannelInboundHandlerAdapter {

        private final Lane lane;
        private final Connection connection;

        Stamp(Lane lane, Connection connection) {
            this.lane = lane;
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            connection.stamped(lane.now());
            context.fireChannelRead(message);
        }
    }
}
