package io.llmloadtest.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.llmloadtest.wire.Exchange.End.NotConnected;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Opens channels of Netty's on one of its loops. */
final class NettyOpener implements Opener {

    private static final int SLICE = 64 << 10;

    private final Target target;
    private final Optional<SslContext> tls;
    private final Class<? extends SocketChannel> channelType;
    private final EventLoop loop;
    private final byte[] slice = new byte[SLICE];

    NettyOpener(Target target, Optional<SslContext> tls, Class<? extends SocketChannel> channelType,
            EventLoop loop) {
        this.target = target;
        this.tls = tls;
        this.channelType = channelType;
        this.loop = loop;
    }

    @Override
    public void open(Lane lane, InetSocketAddress address, Duration timeout, Outcome outcome) {
        int millis = Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE);
        ChannelFuture attempt = new Bootstrap().group(loop).channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis).handler(pipeline(lane, millis)).connect(address);
        attempt.addListener(done -> onLoop(() -> {
            if (done.isSuccess()) {
                connected(attempt.channel(), outcome);
            } else {
                outcome.failed(Failures.connect(done.cause(), target));
            }
        }));
    }

    /** A channel that could not even be made, for want of a file descriptor, says so on a thread of its own. */
    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    private ChannelHandler pipeline(Lane lane, int timeoutMillis) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                NettyLink link = new NettyLink(lane, channel, slice, tls.isPresent());
                tls.ifPresent(context -> {
                    SslHandler handler = context.newHandler(channel.alloc(), target.host(), target.port());
                    handler.setHandshakeTimeoutMillis(timeoutMillis);
                    channel.pipeline().addLast(new Stamp(lane, link), handler);
                });
                channel.pipeline().addLast(link);
            }
        };
    }

    private static void connected(Channel channel, Outcome outcome) {
        NettyLink link = channel.pipeline().get(NettyLink.class);
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (link == null) {
            outcome.failed(new NotConnected(false, "closed while connecting"));
        } else if (handler == null) {
            opened(link.connection(), outcome);
        } else {
            handler.handshakeFuture().addListener(done -> {
                if (done.isSuccess()) {
                    opened(link.connection(), outcome);
                } else {
                    link.close();
                    outcome.failed(Failures.handshake(done.cause()));
                }
            });
        }
    }

    private static void opened(Connection connection, Outcome outcome) {
        connection.opened();
        outcome.opened(connection);
    }

    /** Takes the time of a read before TLS works on it. */
    private static final class Stamp extends ChannelInboundHandlerAdapter {

        private final Lane lane;
        private final NettyLink link;

        Stamp(Lane lane, NettyLink link) {
            this.lane = lane;
            this.link = link;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            link.stamped(lane.now());
            context.fireChannelRead(message);
        }
    }
}
