package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a Docker log stream to its end. Without a terminal the two streams of the process are woven together in frames: a
 * header of eight bytes (stream, three zeros, length) and its bytes; a frame may hold a piece of a line or several lines.
 * With a terminal there are no frames. One thread at a time.
 */
final class FrameReader {

    private static final int HEADER_BYTES = 8;
    private static final int ERR = 2;
    private static final int ENGINE_ERROR = 3;

    private final LineAssembler out;
    private final LineAssembler err;
    private final boolean terminal;
    private final byte[] buffer = new byte[64 << 10];

    FrameReader(boolean terminal, Supplier<Instant> now, Consumer<StampedLine> lines) {
        this.terminal = terminal;
        this.out = new LineAssembler(Channel.OUT, true, now, lines);
        this.err = new LineAssembler(Channel.ERR, true, now, lines);
    }

    /** The last stamp seen on a stream, that of an unfinished line included. */
    Optional<Instant> latest(Channel channel) {
        return switch (channel) {
            case OUT -> out.latest();
            case ERR -> err.latest();
        };
    }

    /**
     * Reads until the stream ends.
     *
     * @param stream the body of a logs request
     * @param progress run after each read, when {@link #latest} may have moved
     * @throws IOException when the stream breaks, is no log stream, or the engine reports an error in it
     */
    void readAll(InputStream stream, Runnable progress) throws IOException {
        if (terminal) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                out.takeUnframed(buffer, 0, read);
                progress.run();
            }
            return;
        }
        byte[] header = new byte[HEADER_BYTES];
        while (stream.readNBytes(header, 0, HEADER_BYTES) == HEADER_BYTES) {
            long length = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(4));
            if (header[0] > ENGINE_ERROR || header[0] < 0 || header[1] != 0 || header[2] != 0 || header[3] != 0) {
                throw new IOException("not a framed log stream");
            }
            readFrame(stream, header[0], length);
            progress.run();
        }
    }

    private void readFrame(InputStream stream, int kind, long length) throws IOException {
        if (kind == ENGINE_ERROR) {
            byte[] words = stream.readNBytes((int) Math.min(length, 500));
            throw new IOException(new String(words, StandardCharsets.UTF_8).strip());
        }
        LineAssembler lines = kind == ERR ? err : out;
        lines.pieceBegins();
        long left = length;
        while (left > 0) {
            int read = stream.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return;
            }
            lines.take(buffer, 0, read);
            left -= read;
        }
    }

    /** Ends unfinished lines, since their process is gone. */
    void end() {
        out.end();
        err.end();
    }

    /** Drops unfinished lines, since they will come again. */
    void forget() {
        out.forget();
        err.forget();
    }
}
