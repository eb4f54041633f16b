package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A log file whose every line is flushed; it ends at the first line that cannot be written. The simulator closes it with itself. */
final class FileLog implements LogSink, AutoCloseable {
    private final Path path;
    private Writer writer;
    private boolean closed;

    FileLog(Path path) throws IOException {
        this.path = path;
        writer = open();
    }

    private Writer open() throws IOException {
        return Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void line(Instant at, boolean stderr, String line) {
        if (closed) {
            return;
        }
        try {
            writer.write(line);
            writer.write('\n');
            writer.flush();
        } catch (IOException _) {
            // The server goes on without its log, as one whose disk is full does.
            closed = true;
        }
    }

    /** Moves the file to {@code NAME.1} and begins a new one, as logrotate does with {@code create}. */
    synchronized void rotate() {
        Path old = path.resolveSibling(path.getFileName() + ".1");
        try {
            writer.close();
            Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
            writer = open();
        } catch (IOException _) {
            closed = true;
        }
    }

    /** Empties the file, as logrotate does with {@code copytruncate}. */
    synchronized void truncate() {
        try {
            Files.newBufferedWriter(path, StandardOpenOption.TRUNCATE_EXISTING).close();
        } catch (IOException _) {
            closed = true;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        writer.close();
    }
}
