package io.llmloadtest.cli;

import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.runner.SavedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges a saved run again, offline. */
@Command(name = "validate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Judge a saved run again, from its ledger and the evidence in its folder.",
        "Works on what is there: a run that was killed is judged up to the moment it was cut off."}, footer = {"",
                "Example:", "  llm-loadtest validate runs/2026-11-25T10-15-30Z-7f3a --strict"})
final class ValidateCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN_FOLDER", description = "The folder that a run left behind")
    private Path folder = Path.of("");

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        judging.failOn();
        judging.maxErrorRate();
        output.format();
        try {
            SavedRun.Rejudged judged = SavedRun.open(folder).judge(judging.tolerances());
            note(judged.unreadableLines(), "ledger lines could not be read (torn by a crash, or of a later version)");
            note(judged.lostTrains(), "requests have lost their chunk stamps");
            note(judged.unfinished(), "requests were in flight when the run was cut off; they count as cancelled");
            TestRun.show(judged.document(), output, Terminal.detect(), System.out);
            return Outcomes.exitCode(judged.document(), judging).number();
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        }
    }

    private static void note(long count, String what) {
        if (count > 0) {
            System.err.println("note: " + count + " " + what);
        }
    }
}
