package io.llmloadtest.cli;

import io.llmloadtest.cli.options.CompareOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.SideOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how two sides of runs differ. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Hold runs against each other, with 95 %% intervals.",
        "Told is the change of each number, how sure it is given the spread between runs, and what could have been found. A baseline is at least three runs; of one run against one it can only be",
        "told that a change exceeds a known spread."}, footer = {"", "Examples:",
                "  llm-loadtest compare runs/BEFORE runs/AFTER --spread 2%%",
                "  llm-loadtest compare runs/after-1 runs/after-2 --baseline runs/before-1 runs/before-2 runs/before-3",
                "  llm-loadtest compare baseline/ candidate/ --metrics all --format json",
                "  llm-loadtest compare runs/AB/a runs/AB/b --paired"})
final class CompareCommand implements Callable<Integer> {

    @Mixin
    private SideOptions sides = new SideOptions();

    @Mixin
    private CompareOptions how = new CompareOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Comparing.shown(sides, how, output);
        return ExitCode.DONE.number();
    }
}
