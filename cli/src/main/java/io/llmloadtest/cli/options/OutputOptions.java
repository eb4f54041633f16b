package io.llmloadtest.cli.options;

import io.llmloadtest.report.export.ExportFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the result is shown. */
@Heading("Output")
public final class OutputOptions {

    @Option(names = "--format", paramLabel = "console|json|html", description = "What is printed: a report, the result document and nothing else, or a page for a browser (default: console)")
    private String format = "console";

    @Option(names = "--lang", paramLabel = "en|ko", description = "Language of the report (default: from the locale)")
    private String language = Locale.getDefault().getLanguage();

    @Option(names = "--quiet", description = "No progress on stderr")
    private boolean quiet;

    /** What is printed. */
    public enum Format {
        CONSOLE, JSON, HTML
    }

    /** What is printed. */
    public Format format() {
        return switch (format) {
            case "console" -> Format.CONSOLE;
            case "json" -> Format.JSON;
            case "html" -> Format.HTML;
            default -> throw OptionMistake.of("--format", format, "console, json, html"
                    + ExportFormat.named(format).map(export -> "; write it to a file with --export "
                            + export.key() + "=FILE, or print it with the command report").orElse(""));
        };
    }

    /** Whether JSON is printed, by a command that has no page for a browser. */
    public boolean asJson() {
        return switch (format()) {
            case CONSOLE -> false;
            case JSON -> true;
            case HTML ->
                throw new OptionMistake("--format: 'html' is for the result of a run; allowed here: console, json");
        };
    }

    /** The export that is printed instead, where a command prints exports; empty for a report or the result document. */
    public Optional<ExportFormat> exportFormat() {
        if (Arrays.stream(Format.values()).anyMatch(known -> known.name().toLowerCase(Locale.ROOT).equals(format))) {
            return Optional.empty();
        }
        return Optional.of(ExportFormat.named(format).orElseThrow(() -> new OptionMistake(
                "--format: allowed are console, json, or that of an export; " + ExportOptions.unknown(format))));
    }

    /** The report's language: Korean when asked for, else English. */
    public Locale language() {
        return "ko".equals(language) ? Locale.KOREAN : Locale.ENGLISH;
    }

    /** Whether progress is not shown. */
    public boolean quiet() {
        return quiet;
    }
}
