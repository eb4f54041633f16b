package io.llmloadtest.runner;

import io.llmloadtest.collect.logs.CommandLogWitness;
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

    /**
     * What a command prints.
     *
     * @param line given to {@code /bin/sh -c}; may hold a key, so only its first word is ever told
     */
    record Command(String line) implements LogRequest {

        /** Its first word. */
        public String name() {
            return CommandLogWitness.nameOf(line);
        }

        @Override
        public String toString() {
            return "Command[" + name() + "]";
        }
    }
}
