package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.report.export.ExportInput;
import io.llmloadtest.report.export.RequestSource;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.text.PhraseBook;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What comes after a run: its folder is named, its page and its exports are written, and its exit code is known.
 *
 * @param terms how it is judged, told and exported
 * @param err where it is said what was written
 */
record Aftermath(ResultTerms terms, PrintStream err) {

    static Told told(RunReport report, String productVersion) {
        return new Told(report.document(), Optional.of(EnvironmentView.current(productVersion)), report.chronicle());
    }

    ExitCode of(Told told, Path folder, StopSignal stop) {
        ConsoleBook book = ConsoleBook.of(terms.output().language());
        err.println(book.say(Line.RUN_FOLDER, Map.of("folder", folder.toString())));
        ReportFile.write(told, folder, terms.output().language(), err);
        boolean exported = export(told, Exports.requestsOf(folder));
        return stop.isStopped() ? ExitCode.INTERRUPTED : exitCode(told, exported);
    }

    /** Writes the exports; false when one could not be. */
    boolean export(Told told, RequestSource requests) {
        return Exports.of(terms, err).write(new ExportInput(told.document(), PhraseBook.of(terms.output().language()),
                requests, () -> told.html(terms.output().language()), Exports.strictness(terms.judging())));
    }

    ExitCode exitCode(Told told, boolean exported) {
        return exported ? Outcomes.exitCode(told.document(), terms.judging()) : ExitCode.INTERNAL;
    }
}
