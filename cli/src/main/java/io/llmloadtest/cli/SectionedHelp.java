package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OptionSections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command under their headings. */
final class SectionedHelp {

    private SectionedHelp() {
    }

    static String options(Help help) {
        Map<String, List<OptionSpec>> sections = OptionSections.of(help.commandSpec());
        if (sections.size() < 2) {
            return help.optionList();
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addAllOptions(options, help.parameterLabelRenderer());
            text.append(System.lineSeparator()).append(heading).append(':').append(System.lineSeparator())
                    .append(layout);
        });
        return text.toString();
    }
}
