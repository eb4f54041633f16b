package io.llmloadtest.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where options come from that are not typed. They are read before the command is parsed, as if they had been typed. */
@Heading("Configuration")
public final class PlanOptions {

    @Option(names = "--config", paramLabel = "FILE", description = "Take options from this plan; no plan is read unless it is named. The command line goes first, then the"
            + " environment (LLM_LOADTEST_INPUT_LEN is --input-len), then the plan. llm-loadtest init writes one")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--allow-commands", description = "Let the plan run commands (log-command); on the command line only")
    private boolean allowCommands;

    /** The plan that was read; empty without one. */
    public Optional<Path> config() {
        return config;
    }

    /** Whether the plan may run commands. */
    public boolean allowsCommands() {
        return allowCommands;
    }
}
