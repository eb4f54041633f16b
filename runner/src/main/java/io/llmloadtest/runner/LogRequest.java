package io.llmloadtest.runner;

import java.nio.file.Path;
import java.util.Optional;

/** Which log is read. */
public sealed interface LogRequest {

    /**
     * That of a Docker container.
     *
     * @param container its name; empty to find it by the port of the server's URL
     */
    record Docker(Optional<String> container) implements LogRequest {}

    /**
     * A file.
     *
     * @param file where
     */
    record File(Path file) implements LogRequest {}
}
