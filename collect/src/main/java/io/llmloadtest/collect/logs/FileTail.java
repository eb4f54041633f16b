package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of a file that grows. A file that was renamed away is read to its end before the new one of the name is begun;
 * one that shrank is begun anew, which may have cost lines. One thread at a time.
 */
final class FileTail implements AutoCloseable {

    /** How far back the last lines are looked for. */
    private static final int LOOK_BACK_BYTES = 4 << 20;

    private static final int GZIP = 0x1f8b;

    private final Path path;
    private final Supplier<Instant> now;
    private final byte[] buffer = new byte[64 << 10];
    private RandomAccessFile file;
    private Optional<Object> identity;
    private long position;
    private LineAssembler assembler;

    /**
     * Opens a file.
     *
     * @throws IOException when there is no such file, or it cannot be read, or it is compressed
     */
    FileTail(Path path, Supplier<Instant> now) throws IOException {
        this.path = path;
        this.now = now;
        this.file = open(path);
        this.identity = identityOf(path);
        this.assembler = new LineAssembler(Channel.OUT, false, now, _ -> {});
        if (file.length() > 1 && file.readUnsignedShort() == GZIP) {
            file.close();
            throw new IOException("compressed with gzip");
        }
    }

    /** Stands before the first line. */
    void fromStart(Consumer<StampedLine> lines) {
        assembler = new LineAssembler(Channel.OUT, false, now, lines);
    }

    /**
     * Reads the last lines and stands behind the last whole one. Lines bear their own stamps when every one of them does,
     * as {@code docker logs -t} writes them; else the time of reading.
     */
    List<StampedLine> lastLines(int count, Consumer<StampedLine> lines) throws IOException {
        long size = file.length();
        position = Math.max(0, size - LOOK_BACK_BYTES);
        boolean fromMiddle = position > 0;
        List<StampedLine> plain = readTo(size, false, fromMiddle, count);
        boolean stamped = !plain.isEmpty() && plain.stream().allMatch(line -> hasStamp(line.text()));
        position = Math.max(0, size - LOOK_BACK_BYTES);
        List<StampedLine> last = stamped ? readTo(size, true, fromMiddle, count) : plain;
        assembler = new LineAssembler(Channel.OUT, stamped, now, lines);
        position = behindLastNewline(size);
        return last;
    }

    private List<StampedLine> readTo(long end, boolean stamped, boolean fromMiddle, int count) throws IOException {
        List<StampedLine> all = new ArrayList<>();
        LineAssembler trial = new LineAssembler(Channel.OUT, stamped, now, line -> {
            all.add(line);
            if (all.size() > 2 * count) {
                all.subList(0, count).clear();
            }
        });
        readInto(trial, end);
        boolean firstIsTorn = fromMiddle && all.size() <= count;
        return List.copyOf(all.subList(Math.max(firstIsTorn ? 1 : 0, all.size() - count), all.size()));
    }

    private static boolean hasStamp(String text) {
        int blank = text.indexOf(' ');
        String head = blank < 0 ? text : text.substring(0, blank);
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        return Rfc3339.read(bytes, 0, bytes.length).isPresent();
    }

    private long behindLastNewline(long end) throws IOException {
        for (long blockEnd = end; blockEnd > 0; blockEnd -= buffer.length) {
            long start = Math.max(0, blockEnd - buffer.length);
            file.seek(start);
            int read = file.read(buffer, 0, (int) (blockEnd - start));
            for (int i = read - 1; i >= 0; i--) {
                if (buffer[i] == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    /** What happened to the file since the last look. */
    enum Change {
        /** Nothing, or it grew. */
        GREW,
        /** Another file took its name; nothing was lost. */
        RENAMED,
        /** It became shorter; lines may be lost. */
        SHRANK
    }

    /**
     * Reads what is new.
     *
     * @throws IOException when the file cannot be read
     */
    Change read() throws IOException {
        long size = file.length();
        if (size < position) {
            begin(file);
            readInto(assembler, file.length());
            return Change.SHRANK;
        }
        readInto(assembler, size);
        Optional<Object> now = identityOf(path);
        if (now.isEmpty() || now.equals(identity)) {
            return Change.GREW;
        }
        RandomAccessFile successor = open(path);
        readInto(assembler, Long.MAX_VALUE);
        assembler.end();
        RandomAccessFile old = file;
        begin(successor);
        identity = now;
        old.close();
        readInto(assembler, Long.MAX_VALUE);
        return Change.RENAMED;
    }

    private void begin(RandomAccessFile next) {
        file = next;
        position = 0;
        assembler.forget();
    }

    private void readInto(LineAssembler lines, long end) throws IOException {
        while (position < end) {
            file.seek(position);
            int read = file.read(buffer, 0, (int) Math.min(buffer.length, end - position));
            if (read <= 0) {
                return;
            }
            position += read;
            lines.take(buffer, 0, read);
        }
    }

    /** Not a channel: a read of one by a thread that is being interrupted would close it for good. */
    private static RandomAccessFile open(Path path) throws IOException {
        return new RandomAccessFile(path.toFile(), "r");
    }

    /** What tells a file from another of the same name; empty while there is none. */
    private static Optional<Object> identityOf(Path path) throws IOException {
        try {
            @Nullable
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return Optional.of(key == null ? path : key);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
