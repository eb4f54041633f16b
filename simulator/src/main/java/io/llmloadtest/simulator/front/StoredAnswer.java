package io.llmloadtest.simulator.front;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** A whole answer that the front can give by itself. */
final class StoredAnswer {

    private final HttpResponseStatus status;
    private final HttpHeaders headers;
    private final byte[] body;

    StoredAnswer(HttpResponseStatus status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body.clone();
    }

    static StoredAnswer badGateway() {
        return json(HttpResponseStatus.BAD_GATEWAY, "no server could be reached");
    }

    static StoredAnswer notFound() {
        return json(HttpResponseStatus.NOT_FOUND, "there is nothing here");
    }

    private static StoredAnswer json(HttpResponseStatus status, String message) {
        HttpHeaders headers = new DefaultHttpHeaders().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        String body = "{\"error\":{\"message\":\"%s\",\"type\":\"gateway\",\"code\":%d}}".formatted(message,
                status.code());
        return new StoredAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    boolean succeeded() {
        return status.code() == HttpResponseStatus.OK.code();
    }

    boolean streamed() {
        return headers.get(HttpHeaderNames.CONTENT_TYPE, "").startsWith("text/event-stream");
    }

    ChannelFuture writeTo(Channel client) {
        var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body.clone()),
                headers.copy(), EmptyHttpHeaders.INSTANCE);
        answer.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
        HttpUtil.setContentLength(answer, body.length);
        return client.writeAndFlush(answer);
    }
}
