package io.llmloadtest.cli.options;

import io.llmloadtest.report.export.ExportFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the result is written to besides the run folder. */
public final class ExportOptions {

    @Option(names = "--export", paramLabel = "FORMAT=FILE[,...]", description = "Also write the result to a file, for other programs; several times if need be. Formats: junit, csv, markdown, requests, vllm-bench")
    private List<String> exports = new ArrayList<>();

    /**
     * An export that was asked for.
     *
     * @param format the format
     * @param file where it goes
     */
    public record Export(ExportFormat format, Path file) {

        @Override
        public String toString() {
            return "--export " + format.key() + "=" + file;
        }
    }

    /** The exports, in the order they were named. */
    public List<Export> exports() {
        List<Export> all = new ArrayList<>();
        for (String list : exports) {
            for (String one : list.split(",", -1)) {
                Export export = export(one.strip());
                if (all.stream().anyMatch(other -> other.file().equals(export.file()))) {
                    throw mistake("two exports go to " + export.file());
                }
                all.add(export);
            }
        }
        return List.copyOf(all);
    }

    private Export export(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0 || equals == text.length() - 1) {
            throw mistake("'" + text + "' cannot be used; write FORMAT=FILE, such as junit=report.xml; formats: "
                    + String.join(", ", ExportFormat.known()));
        }
        String name = text.substring(0, equals);
        try {
            return new Export(ExportFormat.named(name).orElseThrow(() -> mistake(unknown(name))),
                    Path.of(text.substring(equals + 1)));
        } catch (InvalidPathException impossible) {
            throw mistake("'" + text.substring(equals + 1) + "' is no name of a file: " + impossible.getReason());
        }
    }

    /** Says that there is no such format, what there is, and what was probably meant. */
    public static String unknown(String name) {
        return "there is no format '" + name + "'; formats: " + String.join(", ", ExportFormat.known())
                + Nearest.question(name, ExportFormat.known());
    }

    private OptionMistake mistake(String what) {
        return new OptionMistake("--export: " + what);
    }
}
