package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;

/** A log file whose every line is flushed; it ends at the first line that cannot be written. The simulator closes it with itself. */
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
        } catch (IOException _) {
            // The server goes on without its log, as one whose disk is full does.
            closed = true;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        writer.close();
    }
}
