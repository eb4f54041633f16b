package io.llmloadtest.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** A channel of Netty's, and the last handler in its pipeline. */
final class NettyLink extends ChannelInboundHandlerAdapter implements Link {

    private final Lane lane;
    private final Channel channel;
    private final byte[] slice;
    private final boolean stampedBefore;
    private final Connection connection;
    private long stamp;

    /**
     * A link for a channel that is being made.
     *
     * @param slice what bytes are decoded from; the loop's, shared by its links
     * @param stampedBefore whether a handler further ahead calls {@link #stamped}
     */
    NettyLink(Lane lane, Channel channel, byte[] slice, boolean stampedBefore) {
        this.lane = lane;
        this.channel = channel;
        this.slice = slice;
        this.stampedBefore = stampedBefore;
        this.connection = new Connection(lane, this);
    }

    Connection connection() {
        return connection;
    }

    /** The moment of the read that is being worked on; taken before TLS, so that records of one read share it. */
    void stamped(long nanos) {
        stamp = nanos;
    }

    @Override
    public void send(byte[] head, byte[] body) {
        int size = head.length + body.length;
        ByteBuf both = channel.alloc().directBuffer(size, size).writeBytes(head).writeBytes(body);
        var _ = channel.writeAndFlush(both).addListener(done -> {
            if (done.isSuccess()) {
                connection.written();
            } else {
                failed(done.cause());
            }
        });
    }

    private void failed(Throwable cause) {
        connection.failed(cause);
        var _ = channel.close().addListener(_ -> connection.gone());
    }

    @Override
    public OptionalInt localPort() {
        return channel.localAddress() instanceof InetSocketAddress local
                ? OptionalInt.of(local.getPort())
                : OptionalInt.empty();
    }

    @Override
    public boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public void close() {
        var _ = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!stampedBefore) {
            stamp = lane.now();
        }
        try {
            if (message instanceof ByteBuf bytes) {
                read(bytes);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ByteBuf bytes) {
        boolean wanted = true;
        while (wanted && bytes.isReadable()) {
            int length = Math.min(bytes.readableBytes(), slice.length);
            bytes.readBytes(slice, 0, length);
            wanted = connection.received(slice, length, stamp, bytes.isReadable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
    }
}
