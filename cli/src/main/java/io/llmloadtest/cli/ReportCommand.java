package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.runner.SavedRun;
import io.llmloadtest.store.ResultDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the result of a saved run again. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Show the result of a saved run again.",
        "A run that was killed before it had a result is judged first, from what is in its folder."})
final class ReportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN_FOLDER", description = "The folder that a run left behind")
    private Path folder = Path.of("");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.format();
        try {
            SavedRun run = SavedRun.open(folder);
            Optional<ResultDocument> kept = run.result();
            ResultDocument document = kept.isPresent()
                    ? kept.get()
                    : run.judge(run.tolerances(), Optional.empty()).document();
            TestRun.show(SavedRuns.told(run, document), output, Terminal.detect(), System.out);
            return ExitCode.DONE.number();
        } catch (UncheckedIOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        }
    }
}
