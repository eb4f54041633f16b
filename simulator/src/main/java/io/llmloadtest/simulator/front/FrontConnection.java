package io.llmloadtest.simulator.front;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One client's connection to the front: one request after the other, each passed to a server or answered here. */
final class FrontConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Front front;
    private Optional<Channel> upstream = Optional.empty();
    private boolean busy;

    FrontConnection(Front front) {
        this.front = front;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        Channel client = context.channel();
        if (busy || !request.decoderResult().isSuccess()) {
            var _ = client.close();
            return;
        }
        busy = true;
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        Optional<String> path = front.rules().path(request.uri());
        if (path.isEmpty() || (path.get().equals("/metrics") && !front.rules().metricsThroughFront())) {
            answer(client, StoredAnswer.notFound(), keepAlive);
            return;
        }
        FullHttpRequest passed = request.copy().setUri(path.get());
        if (path.get().endsWith("/completions")) {
            complete(client, passed, keepAlive);
        } else {
            pass(client, passed, keepAlive, false);
        }
    }

    private void complete(Channel client, FullHttpRequest request, boolean keepAlive) {
        long ordinal = front.arrived();
        Optional<StoredAnswer> stored = front.rules().caches(ordinal) ? front.stored() : Optional.empty();
        if (stored.isPresent()) {
            request.release();
            front.book().cached();
            answer(client, stored.get(), keepAlive);
            return;
        }
        if (front.rules().retries(ordinal)) {
            FullHttpRequest again = request.copy();
            var _ = client.eventLoop().schedule(() -> repeat(client, again), front.rules().retryMillis(),
                    TimeUnit.MILLISECONDS);
        }
        pass(client, request, keepAlive, true);
    }

    /** What an impatient gateway does; here the first answer wins and the second is thrown away. */
    private void repeat(Channel client, FullHttpRequest again) {
        front.server().ifPresentOrElse(server -> {
            front.book().retried();
            front.book().sentTo(server);
            Upstream.send(client.eventLoop(), front.port(server), again, Relay.nobody());
        }, again::release);
    }

    private void pass(Channel client, FullHttpRequest request, boolean keepAlive, boolean completion) {
        var relay = new ClientRelay(client, completion ? front.rules().bunchMillis() : 0, front.book(), whole -> {
            if (completion) {
                whole.filter(StoredAnswer::succeeded).ifPresent(front::store);
            }
            over(client, keepAlive);
        });
        var server = front.server();
        if (server.isEmpty()) {
            request.release();
            relay.broken();
            return;
        }
        if (completion) {
            front.book().sentTo(server.get());
        }
        upstream = Optional.of(Upstream.send(client.eventLoop(), front.port(server.get()), request, relay));
    }

    private void answer(Channel client, StoredAnswer stored, boolean keepAlive) {
        stored.writeTo(client).addListener(_ -> over(client, keepAlive));
    }

    private void over(Channel client, boolean keepAlive) {
        busy = false;
        leaveServer();
        if (!keepAlive) {
            var _ = client.close();
        }
    }

    private void leaveServer() {
        if (upstream.isPresent()) {
            var _ = upstream.get().close();
            upstream = Optional.empty();
        }
    }

    /** A client that leaves takes its request along, as a proxy that does not finish for nobody does it. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leaveServer();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
