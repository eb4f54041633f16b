package io.llmloadtest.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The completion of fish: one line for each command and for each option. */
final class FishCompletion {

    private static final String NAME = "llm-loadtest";
    private static final int LONGEST = 80;

    private FishCompletion() {
    }

    static String of(CommandSpec program) {
        StringBuilder text = new StringBuilder("# completion of " + NAME + " for fish\ncomplete -c " + NAME + " -f\n");
        program.subcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            text.append("complete -c ").append(NAME).append(" -n __fish_use_subcommand -a ").append(name)
                    .append(" -d ").append(quoted(about(spec.usageMessage()))).append('\n');
            spec.options().stream().filter(option -> !option.hidden())
                    .forEach(option -> text.append(line(name, option)).append('\n'));
            spec.positionalParameters().stream().map(CompletedWords::of).filter(words -> !words.isEmpty())
                    .forEach(words -> text.append("complete -c ").append(NAME).append(on(name)).append(" -a ")
                            .append(quoted(String.join(" ", words))).append('\n'));
            if (spec.positionalParameters().stream().anyMatch(each -> isFile(each.auxiliaryTypes()))) {
                text.append("complete -c ").append(NAME).append(on(name)).append(" -F\n");
            }
        });
        return text.toString();
    }

    private static String line(String command, OptionSpec option) {
        StringBuilder line = new StringBuilder("complete -c " + NAME + on(command));
        for (String name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        List<String> choices = CompletedWords.of(option);
        if (option.arity().max() > 0) {
            line.append(isFile(option.auxiliaryTypes()) ? " -r -F" : " -x");
            if (!choices.isEmpty()) {
                line.append(" -a ").append(quoted(String.join(" ", choices)));
            }
        }
        return line.append(" -d ").append(quoted(first(option.description()))).toString();
    }

    private static String on(String command) {
        return " -n '__fish_seen_subcommand_from " + command + "'";
    }

    private static boolean isFile(Class<?>[] types) {
        return Arrays.asList(types).contains(Path.class);
    }

    private static String about(UsageMessageSpec usage) {
        return first(usage.header().length > 0 ? usage.header() : usage.description());
    }

    private static String first(String[] description) {
        String text = Stream.of(description).findFirst().orElse("").replace("%%", "%");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    /** In the single quotes of fish, in which only these two mean something. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
