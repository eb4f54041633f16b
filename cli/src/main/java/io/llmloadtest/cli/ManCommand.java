package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OptionMistake;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a page for {@code man}. */
@Command(name = "man", mixinStandardHelpOptions = true, sortOptions = false, description = "Print a manual page, made from the options themselves.", footer = {
        "", "Examples:", "  llm-loadtest man run | man -l -",
        "  llm-loadtest man > /usr/local/share/man/man1/llm-loadtest.1"})
final class ManCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "COMMAND", description = "Of which command (default: of the program)")
    private Optional<String> command = Optional.empty();

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        CommandSpec about = command.map(name -> Optional.ofNullable(root.subcommands().get(name))
                .map(CommandLine::getCommandSpec)
                .orElseThrow(() -> new OptionMistake(
                        "'" + name + "' is no command; allowed: " + String.join(", ", root.subcommands().keySet()))))
                .orElse(root);
        System.out.print(new ManPage(about).text());
        System.out.flush();
        return ExitCode.DONE.number();
    }
}
