package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ExportOptions;
import io.llmloadtest.cli.options.ExportOptions.Export;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.report.export.ExportFormat;
import io.llmloadtest.report.export.ExportInput;
import io.llmloadtest.report.export.Exporters;
import io.llmloadtest.runner.SavedRun;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import io.llmloadtest.text.ConsoleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the result of a saved run again. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Show the result of a saved run again.",
        "A run that was killed before it had a result is judged first, from what is in its folder.",
        "--format may also be one of the formats of --export, which is then printed."})
final class ReportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RUN_FOLDER", description = "The folder that a run left behind")
    private Path folder = Path.of("");

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Override
    public Integer call() {
        List<Export> exported = exports.exports();
        Optional<ExportFormat> printed = output.exportFormat();
        try {
            SavedRun run = SavedRun.open(folder);
            Optional<ResultDocument> kept = run.result();
            ResultDocument document = kept.isPresent()
                    ? kept.get()
                    : run.judge(run.tolerances(), Optional.empty()).document();
            Told told = SavedRuns.told(run, document);
            ExportInput input = new ExportInput(document, PhraseBook.of(output.language()), run::eachRequest,
                    () -> told.html(output.language()), ExportInput.Strictness.LENIENT);
            if (printed.isPresent()) {
                OutputStream out = new BufferedOutputStream(System.out);
                Exports.writeAll(Exporters.pieces(printed.get(), input), out);
                out.flush();
            } else {
                TestRun.show(told, output, Terminal.detect(), System.out);
            }
            boolean written = new Exports(exported, ConsoleBook.of(output.language()), System.err).write(input);
            return (written ? ExitCode.DONE : ExitCode.INTERNAL).number();
        } catch (UncheckedIOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        }
    }
}
