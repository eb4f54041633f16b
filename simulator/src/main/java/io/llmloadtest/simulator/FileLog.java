package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;

/** A log file whose every line is flushed. The simulator closes it with itself. */
final class FileLog implements LogSink, AutoCloseable {
    private final Writer writer;
    private boolean closed;

    FileLog(Writer writer) {
        this.writer = writer;
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
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's log file cannot be written.", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        writer.close();
    }
}
