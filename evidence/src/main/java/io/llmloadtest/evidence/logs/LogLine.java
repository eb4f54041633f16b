package io.llmloadtest.evidence.logs;

import java.time.Instant;

/**
 * One physical line of a server's log, without its line end.
 *
 * @param at when it was recorded: Docker's own stamp, or when it was read from a file that has none
 * @param text the line as written, prefixes and colour codes included; long lines may have been cut
 */
public record LogLine(Instant at, String text) {}
