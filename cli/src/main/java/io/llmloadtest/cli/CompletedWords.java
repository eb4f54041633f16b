package io.llmloadtest.cli;

import io.llmloadtest.cli.config.OptionText;
import io.llmloadtest.simulator.Fault;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The words that a shell offers for an option's value or for an argument. */
final class CompletedWords {

    private static final String FAULT = "--fault";

    private CompletedWords() {
    }

    /** The words its label names, or the faults there are; empty when any text can be used. */
    static List<String> of(ArgSpec argument) {
        if (argument instanceof OptionSpec option && FAULT.equals(option.longestName())) {
            return Fault.catalogue().stream().map(Fault::id).toList();
        }
        return OptionText.choices(argument);
    }
}
