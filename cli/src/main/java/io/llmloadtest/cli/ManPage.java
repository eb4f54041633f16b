package io.llmloadtest.cli;

import io.llmloadtest.cli.config.OptionText;
import io.llmloadtest.cli.options.OptionSections;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command's page for {@code man}, in the man macros of roff.
 *
 * @param command what it is about
 */
record ManPage(CommandSpec command) {

    private static final String PROGRAM = "llm-loadtest";

    String text() {
        boolean whole = command.parent() == null;
        String name = whole ? PROGRAM : PROGRAM + "-" + command.name();
        StringBuilder page = new StringBuilder(".TH " + name.toUpperCase(Locale.ROOT) + " 1 \"\" \"" + PROGRAM + " "
                + Version.text() + "\"\n");
        List<String> description = List.of(command.usageMessage().description());
        section(page, "NAME").append(escaped(name)).append(" \\- ").append(escaped(plain(description.getFirst())))
                .append('\n');
        section(page, "SYNOPSIS").append(".B ").append(PROGRAM).append(whole
                ? "\n.I COMMAND\n"
                : " " + command.name()
                        + "\n")
                .append(whole ? "" : "[OPTIONS]\n");
        command.positionalParameters().forEach(
                parameter -> page.append(".I ").append(escaped(parameter.paramLabel())).append('\n'));
        section(page, "DESCRIPTION").append(escaped(plain(String.join(" ", description)))).append('\n');
        commands(page);
        options(page);
        String footer = Arrays.stream(command.usageMessage().footer()).map(ManPage::plain).map(ManPage::escaped)
                .collect(Collectors.joining("\n"));
        if (!footer.isBlank()) {
            section(page, "NOTES").append(".nf\n").append(footer.strip()).append("\n.fi\n");
        }
        return page.toString();
    }

    private void commands(StringBuilder page) {
        if (!command.subcommands().isEmpty()) {
            section(page, "COMMANDS");
            command.subcommands().forEach((name, sub) -> entry(page, "\\fB" + escaped(name) + "\\fR",
                    plain(sub.getCommandSpec().usageMessage().description()[0])));
        }
    }

    private void options(StringBuilder page) {
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            section(page, "ARGUMENTS");
            entry(page, "\\fI" + escaped(parameter.paramLabel()) + "\\fR",
                    plain(String.join(" ", parameter.description())));
        }
        section(page, "OPTIONS");
        Map<String, List<OptionSpec>> sections = OptionSections.of(command);
        sections.forEach((heading, options) -> {
            if (sections.size() > 1) {
                page.append(".SS ").append(escaped(heading)).append('\n');
            }
            options.forEach(option -> entry(page, tag(option), OptionText.description(option)));
        });
    }

    private static String tag(OptionSpec option) {
        String names = Arrays.stream(option.names()).map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        return option.arity().max() == 0 ? names : names + "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    }

    private static StringBuilder section(StringBuilder page, String title) {
        return page.append(".SH ").append(title).append('\n');
    }

    private static void entry(StringBuilder page, String tag, String text) {
        page.append(".TP\n").append(tag).append('\n').append(escaped(text)).append('\n');
    }

    private static String plain(String text) {
        return text.replace("%%", "%").replace("%n", " ");
    }

    /** No backslash, dash, or dot and quote at the head of a line means anything to roff. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
