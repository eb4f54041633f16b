package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OptionMistake;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes a shell complete the commands, their options and the words these take. */
@Command(name = "completion", mixinStandardHelpOptions = true, sortOptions = false, description = "Print a script by which a shell completes commands, options and their words.", footer = {
        "", "Examples:", "  source <(llm-loadtest completion bash)        # now; put it into ~/.bashrc to keep it",
        "  source <(llm-loadtest completion zsh)         # the same for ~/.zshrc",
        "  llm-loadtest completion fish > ~/.config/fish/completions/llm-loadtest.fish"})
final class CompletionCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "bash|zsh|fish", description = "The shell")
    private String shell = "";

    @Override
    public Integer call() {
        CommandLine program = Main.commandLine();
        System.out.print(switch (shell.toLowerCase(Locale.ROOT)) {
            // The script of bash turns on bash's completion in zsh by itself.
            case "bash", "zsh" -> AutoComplete.bash("llm-loadtest", ChoicesTold.in(program));
            case "fish" -> FishCompletion.of(program.getCommandSpec());
            default -> throw new OptionMistake("'" + shell + "' cannot be used; allowed: bash, zsh, fish");
        });
        System.out.flush();
        return ExitCode.DONE.number();
    }
}
