package io.llmloadtest.cli;

import io.llmloadtest.store.RunFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** The page that every run leaves in its folder. That it could not be written never costs the run. */
final class ReportFile {

    private ReportFile() {
    }

    static void write(Told run, Path folder, Locale language, PrintStream err) {
        try {
            RunFolder there = RunFolder.open(folder);
            there.writeWhole(there.reportFile(), run.html(language).getBytes(StandardCharsets.UTF_8));
            err.println("report: " + there.reportFile());
        } catch (IOException | RuntimeException failed) {
            err.println("note: report.html could not be written: " + failed.getMessage());
        }
    }
}
