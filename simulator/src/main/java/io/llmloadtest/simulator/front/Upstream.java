package io.llmloadtest.simulator.front;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One request on its way to one server, on a connection of its own. */
final class Upstream extends SimpleChannelInboundHandler<HttpObject> {

    private final Relay relay;
    private boolean over;

    private Upstream(Relay relay) {
        this.relay = relay;
    }

    /** Sends a request, which it takes over, and hands the answer to the relay, on that loop; gives the connection. */
    static Channel send(EventLoop loop, int port, FullHttpRequest request, Relay relay) {
        Upstream upstream = new Upstream(relay);
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ChannelFuture connected = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpClientCodec(), upstream);
                    }
                }).connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        connected.addListener(done -> {
            if (done.isSuccess()) {
                var _ = connected.channel().writeAndFlush(request);
            } else {
                request.release();
                upstream.broken();
            }
        });
        return connected.channel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (message instanceof HttpResponse head) {
            relay.head(head);
        }
        if (message instanceof HttpContent content && content.content().isReadable()) {
            relay.piece(content.content().retain());
        }
        if (message instanceof LastHttpContent && !over) {
            over = true;
            relay.end();
        }
    }

    private void broken() {
        if (!over) {
            over = true;
            relay.broken();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        broken();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
