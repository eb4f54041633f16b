package io.llmloadtest.simulator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One client's connection: serves its requests one after the other, and closes it when it has been idle for too long, as uvicorn does. */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int MOST_PIPELINED = 64;

    private final SimulatorConfig config;
    private final ServerLog log;
    private final Routes routes;
    private final Exchange.Manner manner;
    private final Deque<FullHttpRequest> pipelined = new ArrayDeque<>();
    private Optional<Exchange> current = Optional.empty();
    private Optional<Future<?>> idleTimer = Optional.empty();

    HttpConnection(SimulatorConfig config, ServerLog log, Routes routes) {
        this.config = config;
        this.log = log;
        this.routes = routes;
        manner = new Exchange.Manner(config.faults().on(Fault.CONNECTION_CLOSE),
                config.version().form().atLeast(0, 17, 0));
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        waitIdle(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess() || pipelined.size() == MOST_PIPELINED) {
            var _ = context.close();
        } else if (current.isPresent()) {
            pipelined.add(request.retain());
        } else {
            serve(context.channel(), request);
        }
    }

    private void serve(Channel channel, FullHttpRequest request) {
        idleTimer.ifPresent(timer -> timer.cancel(false));
        var exchange = new Exchange(channel, request, log, manner, this::ended);
        current = Optional.of(exchange);
        routes.serve(exchange);
    }

    private void ended(Exchange exchange) {
        routes.record(exchange);
        current = Optional.empty();
        Channel channel = exchange.channel();
        if (!channel.isActive() || exchange.wasCut()) {
            return;
        }
        if (!exchange.keepsAlive()) {
            var _ = channel.close();
            return;
        }
        FullHttpRequest next = pipelined.poll();
        if (next == null) {
            waitIdle(channel);
            return;
        }
        try {
            serve(channel, next);
        } finally {
            next.release();
        }
    }

    private void waitIdle(Channel channel) {
        idleTimer = Optional.of(channel.eventLoop().schedule(() -> closeIdle(channel), config.keepAlive().toMillis(),
                TimeUnit.MILLISECONDS));
    }

    private static void closeIdle(Channel channel) {
        var _ = channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idleTimer.ifPresent(timer -> timer.cancel(false));
        pipelined.forEach(FullHttpRequest::release);
        pipelined.clear();
        current.ifPresent(Exchange::left);
    }

    /** A reset, or bytes that are no HTTP: nothing can be answered. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
