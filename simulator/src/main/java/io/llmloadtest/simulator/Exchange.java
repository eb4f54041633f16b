package io.llmloadtest.simulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One request and its response. It writes uvicorn's access line where uvicorn does (with the head, and never to a client that left before it) and reports
 * its end once the last byte is written or the client has gone. Used from the server's thread only.
 */
final class Exchange {
    private static final String JSON = "application/json";
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Channel channel;
    private final ServerLog log;
    private final Manner manner;
    private final String method;
    private final String uri;
    private final byte[] body;
    private final HttpMessage request;
    private final long startNanos = System.nanoTime();
    private final Consumer<Exchange> whenDone;
    private Runnable whenLeft = () -> {};
    private int status;
    private long headNanos = startNanos;
    private long responseLength;
    private boolean done;
    private boolean cut;

    /**
     * How every response of this server is sent.
     *
     * @param closes whether it closes its connection
     * @param varies whether it carries {@code vary: Origin}, as since 0.17
     */
    record Manner(boolean closes, boolean varies) {}

    Exchange(Channel channel, FullHttpRequest request, ServerLog log, Manner manner,
            Consumer<Exchange> whenDone) {
        this.channel = channel;
        this.log = log;
        this.manner = manner;
        this.whenDone = whenDone;
        method = request.method().name();
        uri = request.uri();
        body = new byte[request.content().readableBytes()];
        request.content().readBytes(body);
        this.request = request;
    }

    String method() {
        return method;
    }

    String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.headers().get(name));
    }

    byte[] body() {
        return body.clone();
    }

    /** When the head was sent. */
    long headNanos() {
        return headNanos;
    }

    long startNanos() {
        return startNanos;
    }

    /** The status sent; 200 for a client that left before, which is what FastAPI makes of it. */
    int status() {
        return status == 0 ? 200 : status;
    }

    /** The Content-Length of the response, 0 for a stream. */
    long responseLength() {
        return responseLength;
    }

    /** The Content-Length of the request. */
    long requestLength() {
        return HttpUtil.getContentLength(request, 0L);
    }

    Channel channel() {
        return channel;
    }

    boolean keepsAlive() {
        return !manner.closes() && HttpUtil.isKeepAlive(request);
    }

    boolean isDone() {
        return done;
    }

    /** What to do when the client leaves before the response is complete. */
    void whenLeft(Runnable action) {
        whenLeft = action;
    }

    void json(int code, String text) {
        answer(code, JSON, text);
    }

    void answer(int code, String contentType, String text) {
        if (done) {
            return;
        }
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code), bytes);
        head(response, contentType);
        responseLength = bytes.readableBytes();
        HttpUtil.setContentLength(response, responseLength);
        channel.writeAndFlush(response).addListener(written -> finish());
    }

    /** Sends the head of a response whose body comes in pieces. */
    void begin(String contentType) {
        if (done) {
            return;
        }
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head(response, contentType);
        HttpUtil.setTransferEncodingChunked(response, true);
        var _ = channel.writeAndFlush(response);
    }

    private void head(HttpResponse response, String contentType) {
        HttpResponseStatus code = response.status();
        status = code.code();
        headNanos = System.nanoTime();
        response.headers()
                .set(HttpHeaderNames.DATE,
                        DATE.format(Instant.now()))
                .set(HttpHeaderNames.SERVER, "uvicorn").set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (manner.varies()) {
            response.headers().set(HttpHeaderNames.VARY, "Origin");
        }
        if (!keepsAlive()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        log.access(client(), method, uri, status, code.reasonPhrase());
    }

    /** Sends a piece of the body; what a client does not read in time is not kept for ever, its connection is cut. */
    void piece(byte[] bytes) {
        if (done) {
            return;
        }
        if (!channel.isWritable()) {
            // Too much unread, or the connection is already closed though its handler has not heard of it yet.
            cut = true;
            left();
            var _ = channel.close();
            return;
        }
        var _ = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
    }

    void piece(String text) {
        piece(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a piece and calls back when it is written, for bodies too large to queue. */
    void pieceThen(byte[] bytes, Runnable next) {
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes))).addListener(written -> {
            if (written.isSuccess() && !done) {
                next.run();
            }
        });
    }

    void end() {
        if (!done) {
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(written -> finish());
        }
    }

    /** Cuts the connection behind what was already written, so that the client has a truncated answer. */
    void cut() {
        cut = true;
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        finish();
    }

    boolean wasCut() {
        return cut;
    }

    /** The connection is gone. */
    void left() {
        if (!done) {
            whenLeft.run();
            finish();
        }
    }

    private void finish() {
        if (!done) {
            done = true;
            whenDone.accept(this);
        }
    }

    private String client() {
        return channel.remoteAddress() instanceof InetSocketAddress address
                ? address.getAddress().getHostAddress() + ":" + address.getPort()
                : ":0";
    }
}
