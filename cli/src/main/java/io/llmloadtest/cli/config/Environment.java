package io.llmloadtest.cli.config;

import io.llmloadtest.cli.options.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Settings from variables: {@code LLM_LOADTEST_INPUT_LEN} is {@code --input-len}.
 *
 * @param variables all there are
 */
record Environment(Map<String, String> variables) {

    private static final String PREFIX = "LLM_LOADTEST_";

    /** Variables of ours that are no options. */
    private static final Set<String> OTHERS = Set.of("LLM_LOADTEST_DEBUG", "LLM_LOADTEST_JAVA_OPTS",
            "LLM_LOADTEST_CONFIG");

    /**
     * What is set for a command. An option that {@code run} has too must be the same one: a list of levels means nothing to a
     * command whose option of that name is something else.
     */
    List<Setting> of(Keys own, Keys planned) {
        List<Setting> settings = new ArrayList<>();
        own.all().forEach((key, option) -> {
            boolean ours = planned.named(key).map(same -> Keys.same(option, same)).orElse(true);
            if (ours) {
                value(option).ifPresent(set -> settings.add(set));
            }
        });
        return settings;
    }

    private Optional<Setting> value(OptionSpec option) {
        for (String name : Keys.names(option)) {
            String variable = Keys.variable(name);
            String value = variables.getOrDefault(variable, "");
            if (!value.isBlank()) {
                if (Keys.isSwitch(option) && !value.equals("true") && !value.equals("false")) {
                    throw ConfigurationMistake.at(variable, "'" + PlanReader.shown(value)
                            + "' cannot be used; allowed: true or false");
                }
                return Optional.of(new Setting(Keys.key(option), List.of(value), variable));
            }
        }
        return Optional.empty();
    }

    /** A note on each variable that looks like an option and is none. */
    static List<String> strangers(CommandLine program, Map<String, String> variables) {
        Set<String> known = program.getSubcommands().values().stream()
                .map(command -> Keys.of(command.getCommandSpec()).known()).flatMap(Collection::stream)
                .map(Keys::variable).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(OTHERS);
        return variables.keySet().stream().filter(name -> name.startsWith(PREFIX) && !known.contains(name)).sorted()
                .map(name -> "note: " + PlanReader.shown(name) + " is no option of any command and has no effect"
                        + Nearest.question(name, known))
                .toList();
    }
}
