package io.llmloadtest.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Tells picocli the words that options and arguments take. */
final class ChoicesTold {

    private ChoicesTold() {
    }

    /** The same program, whose options and arguments know their words. */
    static CommandLine in(CommandLine program) {
        program.getSubcommands().values().forEach(command -> tell(command.getCommandSpec()));
        return program;
    }

    private static void tell(CommandSpec command) {
        for (OptionSpec option : List.copyOf(command.options())) {
            List<String> words = CompletedWords.of(option);
            if (!words.isEmpty()) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option).completionCandidates(words).build());
            }
        }
        for (PositionalParamSpec argument : List.copyOf(command.positionalParameters())) {
            List<String> words = CompletedWords.of(argument);
            if (!words.isEmpty()) {
                command.remove(argument);
                command.addPositional(PositionalParamSpec.builder(argument).completionCandidates(words).build());
            }
        }
    }
}
