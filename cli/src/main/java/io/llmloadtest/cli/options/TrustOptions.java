package io.llmloadtest.cli.options;

import io.llmloadtest.wire.Trust;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose word is taken that a server is the one it says it is. Shown under the heading of the options it is mixed into. */
final class TrustOptions {

    @Option(names = "--insecure", description = "Take any TLS certificate")
    private boolean insecure;

    @Option(names = "--ca-file", paramLabel = "PEM", description = "Trust the certificates in this file")
    private Optional<Path> caFile = Optional.empty();

    /** Whose certificates are trusted. */
    Trust trust() {
        return insecure
                ? new Trust.Anything()
                : caFile.<Trust>map(Trust.Authority::new).orElseGet(Trust.DefaultStore::new);
    }
}
