package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ExportOptions.Export;
import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.report.export.ExportInput;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.text.PhraseBook;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What comes after a run: its folder is named, its page and its exports are written, and its exit code is known.
 *
 * @param output how it is told
 * @param judging what makes the command fail
 * @param exports which exports were asked for
 * @param err where it is said what was written
 */
record Aftermath(OutputOptions output, JudgingOptions judging, List<Export> exports, PrintStream err) {

    static Told told(RunReport report, String productVersion) {
        return new Told(report.document(), Optional.of(EnvironmentView.current(productVersion)), report.chronicle());
    }

    ExitCode of(Told told, Path folder, StopSignal stop) {
        ConsoleBook book = ConsoleBook.of(output.language());
        err.println(book.say(Line.RUN_FOLDER, Map.of("folder", folder.toString())));
        ReportFile.write(told, folder, output.language(), err);
        boolean exported = new Exports(exports, book, err).write(new ExportInput(told.document(),
                PhraseBook.of(output.language()), Exports.requestsOf(folder), () -> told.html(output.language()),
                Exports.strictness(judging)));
        if (stop.isStopped()) {
            return ExitCode.INTERRUPTED;
        }
        return exported ? Outcomes.exitCode(told.document(), judging) : ExitCode.INTERNAL;
    }
}
