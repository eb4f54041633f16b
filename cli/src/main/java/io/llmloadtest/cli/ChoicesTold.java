package io.llmloadtest.cli;

import io.llmloadtest.cli.config.OptionText;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Tells picocli the words that options take, which stand in the labels of their parameters. */
final class ChoicesTold {

    private ChoicesTold() {
    }

    /** The same program, whose options know their words. */
    static CommandLine in(CommandLine program) {
        program.getSubcommands().values().forEach(command -> tell(command.getCommandSpec()));
        return program;
    }

    private static void tell(CommandSpec command) {
        for (OptionSpec option : List.copyOf(command.options())) {
            List<String> choices = OptionText.choices(option);
            if (!choices.isEmpty()) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option).completionCandidates(choices).build());
            }
        }
    }
}
