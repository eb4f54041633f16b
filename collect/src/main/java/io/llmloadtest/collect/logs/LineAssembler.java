package io.llmloadtest.collect.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts the bytes of one stream together to lines. Docker hands a line on in pieces of at most 16 KiB and sets a stamp
 * before each piece: the first is the line's, the others are taken out. Bytes beyond {@link #KEPT_BYTES} of a line are
 * counted and dropped. One thread at a time.
 */
final class LineAssembler {

    /** How much of a line is kept. */
    static final int KEPT_BYTES = 64 << 10;

    /** Docker's buffer for one piece of a line, since 1.13 and up to 29: {@code bufSize} in its log copier. */
    static final int DOCKER_PIECE_BYTES = 16 << 10;

    private final StampedLine.Channel channel;
    private final Supplier<Instant> now;
    private final Consumer<StampedLine> lines;
    private final byte[] head = new byte[Rfc3339.LONGEST + 1];
    private byte[] text = new byte[512];
    private int headLength;
    private int kept;
    private long length;
    private boolean inHead;
    private boolean inLine;
    private final boolean stamped;
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> latest = Optional.empty();

    /**
     * @param channel whose lines these are
     * @param stamped whether lines begin with a stamp
     * @param now the stamp of a line that has none and follows none
     * @param lines takes each line
     */
    LineAssembler(StampedLine.Channel channel, boolean stamped, Supplier<Instant> now, Consumer<StampedLine> lines) {
        this.channel = channel;
        this.stamped = stamped;
        this.now = now;
        this.lines = lines;
        this.inHead = stamped;
    }

    /** The last stamp that was read, that of a piece of an unfinished line included. */
    Optional<Instant> latest() {
        return latest;
    }

    /** A new piece begins with the next byte, as told by a frame's header. */
    void pieceBegins() {
        if (stamped && inLine && !inHead) {
            inHead = true;
            headLength = 0;
        }
    }

    /** Takes bytes in. */
    void take(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            at = inHead ? takeHead(bytes, at, end) : takeText(bytes, at, end);
        }
    }

    /** Takes the bytes of a terminal in, where pieces have no frames and show by their length only. */
    void takeUnframed(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            if (inHead) {
                at = takeHead(bytes, at, end);
            } else {
                int toPieceEnd = DOCKER_PIECE_BYTES - (int) (length % DOCKER_PIECE_BYTES);
                at = takeText(bytes, at, Math.min(end, at + toPieceEnd));
                if (length > 0 && length % DOCKER_PIECE_BYTES == 0) {
                    pieceBegins();
                }
            }
        }
    }

    private int takeHead(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end) {
            byte next = bytes[at];
            if (next == ' ') {
                Optional<Instant> stamp = Rfc3339.read(head, 0, headLength);
                at += stamp.isPresent() ? 1 : 0;
                leaveHead(stamp);
                return at;
            }
            if (next == '\n' || headLength == head.length) {
                leaveHead(Optional.empty());
                return at;
            }
            head[headLength++] = next;
            at++;
        }
        return at;
    }

    private void leaveHead(Optional<Instant> stamp) {
        inHead = false;
        if (stamp.isPresent()) {
            latest = stamp;
        }
        if (!inLine) {
            inLine = true;
            from = stamp.or(() -> latest);
        }
        if (stamp.isEmpty()) {
            keep(head, 0, headLength);
        }
        headLength = 0;
    }

    private int takeText(byte[] bytes, int start, int end) {
        inLine = true;
        int newline = start;
        while (newline < end && bytes[newline] != '\n') {
            newline++;
        }
        keep(bytes, start, newline);
        if (newline == end) {
            return end;
        }
        finish();
        return newline + 1;
    }

    private void keep(byte[] bytes, int start, int end) {
        int room = Math.min(end - start, KEPT_BYTES - kept);
        if (kept + room > text.length) {
            text = Arrays.copyOf(text, Math.min(KEPT_BYTES, Math.max(2 * text.length, kept + room)));
        }
        System.arraycopy(bytes, start, text, kept, room);
        kept += room;
        length += end - start;
    }

    private void finish() {
        int end = kept > 0 && kept == length && text[kept - 1] == '\r' ? kept - 1 : kept;
        Instant first = from.or(() -> latest).orElseGet(now);
        Instant last = latest.orElse(first);
        StampedLine line = new StampedLine(channel, first, last, new String(text, 0, end, StandardCharsets.UTF_8),
                length - kept);
        forget();
        lines.accept(line);
    }

    /** Ends an unfinished line, since nothing will follow it. */
    void end() {
        if (inHead && headLength > 0) {
            leaveHead(Optional.empty());
        }
        if (inLine && length > 0) {
            finish();
        }
        forget();
    }

    /** Drops an unfinished line, since it will come again. */
    void forget() {
        kept = 0;
        length = 0;
        headLength = 0;
        inLine = false;
        inHead = stamped;
        from = Optional.empty();
    }
}
