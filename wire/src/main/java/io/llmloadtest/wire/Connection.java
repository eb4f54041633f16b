package io.llmloadtest.wire;

import io.llmloadtest.wire.hot.AnswerDecoder;
import io.llmloadtest.wire.hot.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One open connection with the decoder of its answers. Owned by the loop; carries one call at a time. */
final class Connection extends ChannelInboundHandlerAdapter {

    private final Lane lane;
    private final Channel channel;
    private final AnswerDecoder answer = new AnswerDecoder(Limits.STANDARD);
    private @Nullable Call call;
    private @Nullable Throwable failure;
    private int uses;
    private int localPort;
    private long idleSince;
    private long stamp;

    Connection(Lane lane, Channel channel) {
        this.lane = lane;
        this.channel = channel;
    }

    void opened() {
        if (channel.localAddress() instanceof InetSocketAddress local) {
            localPort = local.getPort();
        }
    }

    /** The moment of the read that is being worked on; taken before TLS, so that records of one read share it. */
    void stamped(long nanos) {
        stamp = nanos;
    }

    /** Takes up a call and writes its request. */
    void carry(Call next, ByteBuf bytes) {
        call = next;
        uses++;
        answer.begin(next.request.streamed());
        next.sentOn(this, lane.now());
        var _ = channel.writeAndFlush(bytes).addListener(done -> {
            if (done.isSuccess() && call == next) {
                next.written(lane.now());
            } else if (!done.isSuccess()) {
                failed(done.cause());
            }
        });
    }

    private void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        var _ = channel.close().addListener(_ -> gone());
    }

    private void gone() {
        Call current = call;
        if (current != null) {
            call = null;
            lane.lost(this, current);
        }
    }

    /** Lets go of the call, which is over or goes elsewhere. */
    void release() {
        call = null;
    }

    void idleFrom(long nanos) {
        idleSince = nanos;
    }

    long idleSince() {
        return idleSince;
    }

    void close() {
        call = null;
        var _ = channel.close();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    ByteBufAllocator allocator() {
        return channel.alloc();
    }

    AnswerDecoder answer() {
        return answer;
    }

    int uses() {
        return uses;
    }

    int localPort() {
        return localPort;
    }

    /** How it died, for a person. */
    String loss() {
        return failure == null ? "the server closed the connection before any answer" : Failures.loss(failure);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!lane.stampsBeforeTls()) {
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
        byte[] slice = lane.slice();
        while (bytes.isReadable()) {
            int length = Math.min(bytes.readableBytes(), slice.length);
            bytes.readBytes(slice, 0, length);
            Call current = call;
            if (current == null) {
                // nobody asked for this: the next answer could not be told from it
                close();
                return;
            }
            answer.feed(slice, 0, length, stamp);
            if (answer.ended()) {
                lane.answered(this, current, bytes.isReadable());
                return;
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed(cause);
    }
}
