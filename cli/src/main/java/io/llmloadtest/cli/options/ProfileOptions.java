package io.llmloadtest.cli.options;

import java.util.Optional;
import picocli.CommandLine.Option;

/** A named set of defaults. It is put into effect before the command is parsed. */
@Heading("Configuration")
public final class ProfileOptions {

    @Option(names = "--profile", paramLabel = "quick|standard|stress", description = "Other defaults: quick (-c 4 -n 20, short), standard (-c 1,4,16,64 -n 200, so that p95 is known), stress"
            + " (-c 32,64,128,256,512 -d 2m, with goodput). What is set anywhere else goes first")
    private Optional<String> profile = Optional.empty();

    /** The profile's name. */
    public Optional<String> profile() {
        return profile;
    }
}
