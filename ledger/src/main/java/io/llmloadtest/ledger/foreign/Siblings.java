package io.llmloadtest.ledger.foreign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The other file of a pair that a tool writes side by side. */
final class Siblings {

    private static final String ZIPPED = ".gz";

    private Siblings() {
    }

    /** The file whose name has {@code to} where {@code file}'s ends in {@code from}, compressed or not, if it is there. */
    static Optional<Path> of(Path file, String from, String to) {
        String name = file.getFileName().toString();
        String plain = name.endsWith(ZIPPED) ? name.substring(0, name.length() - ZIPPED.length()) : name;
        if (!plain.endsWith(from)) {
            return Optional.empty();
        }
        String other = plain.substring(0, plain.length() - from.length()) + to;
        return Stream.of(other, other + ZIPPED).map(file::resolveSibling).filter(Files::isRegularFile).findFirst();
    }
}
