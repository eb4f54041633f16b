package io.llmloadtest.truth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One answer on its way out. Used by the engine's thread alone, once it has joined. */
final class TokenStream {
    /** The longest answer that can be asked for. */
    static final int MOST_TOKENS = 1_000_000;
    /** Unsent bytes after which a client that does not read is given up. */
    private static final int MOST_PENDING_BYTES = 4 * 1024 * 1024;

    /** What became of a stream by an attempt to write. */
    enum Progress {
        /** More tokens are to come. */
        RUNNING,
        /** The socket is full; some bytes wait. */
        BLOCKED,
        /** Everything is in the socket. */
        ENDED,
        /** The client went away, or does not read. */
        BROKEN
    }

    private final Connection connection;
    private final String requestId;
    private final Stamp arrival;
    private final int tokens;
    private final StreamFrames frames;
    private long[] nanoTimes;
    private long[] realtimeNanos;
    private int sent;
    private int blockedChunks;
    private @Nullable ByteBuffer pending;

    TokenStream(Connection connection, String requestId, Stamp arrival, int tokens, StreamFrames frames) {
        this.connection = connection;
        this.requestId = requestId;
        this.arrival = arrival;
        this.tokens = tokens;
        this.frames = frames;
        int expected = Math.min(tokens, 1024);
        nanoTimes = new long[expected];
        realtimeNanos = new long[expected];
    }

    Connection connection() {
        return connection;
    }

    Stamp arrival() {
        return arrival;
    }

    /** Stamps and writes one token on its due time, behind whatever the socket has not yet taken. */
    Progress writeOnTime(ByteBuffer scratch) {
        try {
            return sent == tokens ? flush() : write(scratch, 1);
        } catch (IOException _) {
            return Progress.BROKEN;
        }
    }

    /** Stamps and writes up to {@code chunks} tokens, unless the socket is still full. */
    Progress writeMany(ByteBuffer scratch, int chunks) {
        try {
            Progress progress = flush();
            return progress == Progress.RUNNING ? write(scratch, Math.min(chunks, tokens - sent)) : progress;
        } catch (IOException _) {
            return Progress.BROKEN;
        }
    }

    private void fill(ByteBuffer scratch, int count) {
        scratch.clear();
        if (sent == 0) {
            scratch.put(frames.opening());
        }
        for (int i = 1; i <= count; i++) {
            scratch.put(sent + i == tokens ? frames.closing() : frames.token());
        }
        scratch.flip();
    }

    private Progress write(ByteBuffer scratch, int count) throws IOException {
        fill(scratch, count);
        boolean clear = flush() != Progress.BLOCKED;
        long realtime = Stamp.realtimeNanosNow();
        long nanos = System.nanoTime();
        if (clear) {
            channel().write(scratch);
        }
        stamp(nanos, realtime, count);
        if (scratch.hasRemaining()) {
            blockedChunks += count;
            keep(scratch);
            return pendingBytes() > MOST_PENDING_BYTES ? Progress.BROKEN : Progress.BLOCKED;
        }
        return sent == tokens ? Progress.ENDED : Progress.RUNNING;
    }

    private Progress flush() throws IOException {
        ByteBuffer waiting = pending;
        if (waiting != null) {
            channel().write(waiting);
            if (waiting.hasRemaining()) {
                return Progress.BLOCKED;
            }
            pending = null;
        }
        return sent == tokens ? Progress.ENDED : Progress.RUNNING;
    }

    private void keep(ByteBuffer rest) {
        ByteBuffer joined = ByteBuffer.allocate(pendingBytes() + rest.remaining());
        if (pending != null) {
            joined.put(pending);
        }
        pending = joined.put(rest).flip();
    }

    private int pendingBytes() {
        ByteBuffer waiting = pending;
        return waiting == null ? 0 : waiting.remaining();
    }

    private void stamp(long nanos, long realtime, int count) {
        if (sent + count > nanoTimes.length) {
            int longer = Math.min(tokens, Math.max(sent + count, 2 * nanoTimes.length));
            nanoTimes = Arrays.copyOf(nanoTimes, longer);
            realtimeNanos = Arrays.copyOf(realtimeNanos, longer);
        }
        Arrays.fill(nanoTimes, sent, sent + count, nanos);
        Arrays.fill(realtimeNanos, sent, sent + count, realtime);
        sent += count;
    }

    private SocketChannel channel() {
        return connection.channel();
    }

    RequestTruth truth() {
        return new RequestTruth(requestId, arrival, sent == tokens && pending == null, blockedChunks,
                Arrays.copyOf(nanoTimes, sent), Arrays.copyOf(realtimeNanos, sent));
    }
}
