package io.llmloadtest.simulator.front;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Passes an answer on to the client, piece by piece, or holds pieces back and sends them in bunches; keeps a copy if asked to. */
final class ClientRelay implements Relay {

    /** The largest answer that is kept for the cache. */
    private static final int LARGEST_COPY = 1 << 20;

    private final Channel client;
    private final long bunchMillis;
    private final FrontBook book;
    private final Consumer<Optional<StoredAnswer>> whenOver;
    private final ByteBuf held = Unpooled.buffer();
    private final ByteBuf copy = Unpooled.buffer();
    private Optional<HttpResponse> head = Optional.empty();
    private boolean ticking;
    private boolean over;

    /**
     * A relay for one answer.
     *
     * @param bunchMillis how long pieces are held back; 0 passes each on at once
     * @param whenOver gets the answer if it came whole, nothing if not
     */
    ClientRelay(Channel client, long bunchMillis, FrontBook book, Consumer<Optional<StoredAnswer>> whenOver) {
        this.client = client;
        this.bunchMillis = bunchMillis;
        this.book = book;
        this.whenOver = whenOver;
    }

    @Override
    public void head(HttpResponse answer) {
        var passed = new DefaultHttpResponse(HttpVersion.HTTP_1_1, answer.status(), answer.headers().copy());
        passed.headers().remove(HttpHeaderNames.CONNECTION);
        if (!HttpUtil.isContentLengthSet(passed)) {
            HttpUtil.setTransferEncodingChunked(passed, true);
        }
        head = Optional.of(passed);
        var _ = client.writeAndFlush(passed);
    }

    @Override
    public void piece(ByteBuf piece) {
        if (copy.readableBytes() < LARGEST_COPY) {
            copy.writeBytes(piece.duplicate());
        }
        if (bunchMillis == 0) {
            var _ = client.writeAndFlush(new DefaultHttpContent(piece));
            return;
        }
        held.writeBytes(piece);
        piece.release();
        if (!ticking) {
            ticking = true;
            var _ = client.eventLoop().schedule(this::letGo, bunchMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void letGo() {
        ticking = false;
        if (held.isReadable()) {
            book.bunch();
            var _ = client.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(held)));
            held.clear();
        }
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        letGo();
        Optional<StoredAnswer> stored = copy.readableBytes() < LARGEST_COPY
                ? head.map(answer -> new StoredAnswer(answer.status(), answer.headers().copy(), bytes(copy)))
                : Optional.empty();
        client.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT).addListener(_ -> whenOver.accept(stored));
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }

    /** Before the head the client gets a 502, behind it a cut connection. */
    @Override
    public void broken() {
        if (over) {
            return;
        }
        over = true;
        if (head.isPresent()) {
            letGo();
            var _ = client.close();
            return;
        }
        book.unreachable();
        StoredAnswer.badGateway().writeTo(client).addListener(_ -> whenOver.accept(Optional.empty()));
    }
}
