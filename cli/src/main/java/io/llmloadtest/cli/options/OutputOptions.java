package io.llmloadtest.cli.options;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How the result is shown. */
@Heading("Output")
public final class OutputOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--format", paramLabel = "console|json", description = "What is printed: a report, or the result document and nothing else (default: console)")
    private String format = "console";

    @Option(names = "--lang", paramLabel = "en|ko", description = "Language of the report (default: from the locale)")
    private String language = Locale.getDefault().getLanguage();

    @Option(names = "--quiet", description = "No progress on stderr")
    private boolean quiet;

    /** What is printed. */
    public enum Format {
        CONSOLE, JSON
    }

    /** What is printed. */
    public Format format() {
        return switch (format) {
            case "console" -> Format.CONSOLE;
            case "json" -> Format.JSON;
            default -> throw new ParameterException(spec.commandLine(),
                    "--format: '" + format + "' cannot be used; allowed: console, json");
        };
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
