package io.llmloadtest.cli;

import io.llmloadtest.cli.options.CompareOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.SideOptions;
import io.llmloadtest.compare.Decision;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a candidate pass or not. */
@Command(name = "gate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "For CI: pass when every measure of the candidate is the same as the baseline's or better.",
        "Exit code 0: no regression; 8: a regression; 9: it cannot be told; 2: the runs cannot be compared."}, footer = {
                "", "Examples:", "  llm-loadtest gate runs/CANDIDATE --baseline baseline/",
                "  llm-loadtest gate runs/new-* --baseline runs/old-* --metrics ttft.p95,throughput --margin 10%%"})
final class GateCommand implements Callable<Integer> {

    @Mixin
    private SideOptions sides = new SideOptions();

    @Mixin
    private CompareOptions how = new CompareOptions();

    @Option(names = "--allow-unknown", description = "Exit with 0 too when it cannot be told; a regression still exits with 8")
    private boolean allowUnknown;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        return exitCode(Comparing.shown(sides, how, output).decision(), allowUnknown).number();
    }

    static ExitCode exitCode(Decision decision, boolean allowUnknown) {
        return switch (decision) {
            case NO_REGRESSION -> ExitCode.DONE;
            case REGRESSION -> ExitCode.REGRESSION;
            case CANNOT_TELL -> allowUnknown ? ExitCode.DONE : ExitCode.UNKNOWN;
        };
    }
}
