package io.llmloadtest.cli;

import io.llmloadtest.store.RunFolder;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The page that every run leaves in its folder. That it could not be written never costs the run. */
final class ReportFile {

    private ReportFile() {
    }

    static void write(Told run, Path folder, Locale language, PrintStream err) {
        ConsoleBook book = ConsoleBook.of(language);
        try {
            RunFolder there = RunFolder.open(folder);
            there.writeWhole(there.reportFile(), run.html(language).getBytes(StandardCharsets.UTF_8));
            err.println(book.say(Line.REPORT_FILE, Map.of("file", there.reportFile().toString())));
        } catch (IOException | RuntimeException failed) {
            err.println(book.say(Line.NOTE_NO_REPORT_FILE, Map.of("why", String.valueOf(failed.getMessage()))));
        }
    }
}
