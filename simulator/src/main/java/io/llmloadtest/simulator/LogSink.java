package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;

/** Where the server's log lines go. Called from the server's own thread, one line at a time; a sink must not block for long. */
@FunctionalInterface
public interface LogSink {

    /**
     * Takes one line.
     *
     * @param at when it was written, as a container engine would stamp it
     * @param stderr whether it belongs to standard error (uvicorn's own lines do) and not to standard output
     * @param line the text without its line end; a carriage return inside vLLM's multi-line records is kept
     */
    void line(Instant at, boolean stderr, String line);

    /** Nobody reads the log. */
    static LogSink none() {
        return (at, stderr, line) -> {};
    }

    /** Prints each line, without its time, as a server outside any container does. */
    static LogSink to(PrintStream stream) {
        return (at, stderr, line) -> {
            stream.println(line);
            stream.flush();
        };
    }

    /** Appends each line to a file and flushes it, as {@code vllm serve > server.log 2>&1} would. */
    static LogSink to(Path file) throws IOException {
        return new FileLog(file);
    }
}
