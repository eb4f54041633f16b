package io.llmloadtest.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a run is kept. */
@Heading("Output")
public final class FolderOptions {

    @Option(names = {"-o",
            "--output"}, paramLabel = "FOLDER", description = "The run folder; must not exist (default: a new one in runs/)")
    private Optional<Path> folder = Optional.empty();

    /** The run folder; empty for a new one. */
    public Optional<Path> folder() {
        return folder;
    }
}
