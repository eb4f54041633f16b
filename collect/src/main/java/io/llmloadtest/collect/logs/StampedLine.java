package io.llmloadtest.collect.logs;

import io.llmloadtest.evidence.logs.LogLine;
import java.time.Instant;

/**
 * A line put together from what a log stream delivered.
 *
 * @param channel which stream of the process wrote it
 * @param from the stamp of its first piece; the line's time
 * @param to the stamp of its last piece; the same unless the line came in pieces
 * @param text the line without stamps and line end, cut when too long
 * @param cutBytes how many bytes were cut
 */
record StampedLine(Channel channel, Instant from, Instant to, String text, long cutBytes) {

    /** The streams of a process. A terminal has only one; it counts as standard output. */
    enum Channel {
        OUT, ERR
    }

    LogLine toLogLine() {
        return new LogLine(from, text);
    }
}
