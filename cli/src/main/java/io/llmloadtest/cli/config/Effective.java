package io.llmloadtest.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line that is really meant: what was typed, and before it, as if it had been typed too, what the environment, the
 * plan and the profile add. So the options themselves check all of it, and say the same of it.
 *
 * @param arguments to be parsed
 * @param sources where what was set came from
 * @param notes what the user should know, one line each
 */
public record Effective(List<String> arguments, Sources sources, List<String> notes) {

    private static final String PLAN_COMMAND = "run";
    private static final String CONFIG = "config";
    private static final String PROFILE = "profile";
    private static final String ALLOW = "--allow-commands";

    public Effective {
        arguments = List.copyOf(arguments);
        notes = List.copyOf(notes);
    }

    /**
     * Works it out.
     *
     * @param program the program, which is used up by this
     * @param typed what was typed
     * @param environment all variables
     * @throws ConfigurationMistake when the plan, a variable or the profile cannot be used
     */
    public static Effective of(CommandLine program, List<String> typed, Map<String, String> environment) {
        collectErrors(program);
        ParseResult parsed = program.parseArgs(typed.toArray(String[]::new));
        List<String> words = parsed.expandedArgs();
        if (!parsed.hasSubcommand() || parsed.subcommand().isUsageHelpRequested()
                || parsed.subcommand().isVersionHelpRequested()) {
            return new Effective(words, Sources.NONE, List.of());
        }
        int at = words.indexOf(parsed.subcommand().commandSpec().name());
        Optional<CommandSpec> plan = Optional.ofNullable(program.getSubcommands().get(PLAN_COMMAND))
                .map(CommandLine::getCommandSpec);
        if (at < 0 || plan.isEmpty()) {
            return new Effective(words, Sources.NONE, List.of());
        }
        List<Setting> added = new ArrayList<>();
        List<String> notes = new ArrayList<>(Environment.strangers(program, environment));
        Sources sources = new Layers(parsed.subcommand(), plan.get(), environment).settle(added);
        List<String> whole = new ArrayList<>(words.subList(0, at + 1));
        added.forEach(setting -> whole.addAll(arguments(parsed.subcommand().commandSpec(), setting)));
        whole.addAll(words.subList(at + 1, words.size()));
        return new Effective(whole, sources, notes);
    }

    /** Mistakes are left for the real parse; here they must not hide what else was typed. */
    private static void collectErrors(CommandLine program) {
        program.getCommandSpec().parser().collectErrors(true);
        program.getSubcommands().values().forEach(Effective::collectErrors);
    }

    private static List<String> arguments(CommandSpec command, Setting setting) {
        OptionSpec option = Keys.of(command).named(setting.key()).orElseThrow();
        if (Keys.isSwitch(option)) {
            return setting.values().contains("true") ? List.of("--" + setting.key()) : List.of();
        }
        return setting.values().stream().map(value -> "--" + setting.key() + "=" + value).toList();
    }

    /**
     * The layers below the command line, from the nearest to the farthest.
     *
     * @param typed what was understood of the command line
     * @param run the command that plans are for
     * @param environment all variables
     */
    private record Layers(ParseResult typed, CommandSpec run, Map<String, String> environment) {

        Sources settle(List<Setting> added) {
            Keys own = Keys.of(typed.commandSpec());
            Keys planned = Keys.of(run);
            Map<String, String> sources = new LinkedHashMap<>();
            typed.matchedOptions().forEach(option -> sources.put(Keys.key(option), Sources.COMMAND_LINE));
            add(new Environment(environment).of(own, planned), own, planned, sources, added);
            Optional<Path> file = typed.commandSpec().findOption("--" + CONFIG) == null
                    ? Optional.empty()
                    : typedValue("--" + CONFIG).or(() -> variable(CONFIG)).map(Path::of);
            file.ifPresent(path -> {
                PlanSettings plan = new PlanSettings(planned, environment, typed.hasMatchedOption(ALLOW));
                List<Setting> used = new ArrayList<>();
                add(plan.of(PlanReader.read(path)), own, planned, sources, used);
                used.stream().map(plan::ready).forEach(added::add);
            });
            profile(added).ifPresent(profile -> add(profile, own, planned, sources, added));
            sources.remove(CONFIG);
            return new Sources(sources, own.usualNames());
        }

        /** Takes of a layer what this command has too and nothing nearer has settled. */
        private void add(List<Setting> layer, Keys own, Keys planned, Map<String, String> sources,
                List<Setting> added) {
            Set<String> above = new HashSet<>(sources.keySet());
            Rivals.without(above, layer).stream().filter(setting -> fits(setting, own, planned)).forEach(setting -> {
                sources.put(setting.key(), setting.from());
                added.add(setting);
            });
        }

        private static boolean fits(Setting setting, Keys own, Keys planned) {
            Optional<OptionSpec> mine = own.named(setting.key());
            Optional<OptionSpec> theirs = planned.named(setting.key());
            return mine.isPresent() && (theirs.isEmpty() || Keys.same(mine.get(), theirs.get()));
        }

        private Optional<List<Setting>> profile(List<Setting> added) {
            Optional<Setting> set = added.stream().filter(setting -> setting.key().equals(PROFILE)).findFirst();
            Optional<String> name = typedValue("--" + PROFILE).or(() -> set.map(known -> known.values().getFirst()));
            return name.map(word -> Profile.named(word).orElseThrow(() -> new ConfigurationMistake(
                    set.map(known -> known.from() + ": ").orElse("") + "--profile: '" + PlanReader.shown(word)
                            + "' cannot be used; allowed: " + Profile.names())))
                    .map(profile -> profile.settings().entrySet().stream().map(each -> new Setting(each.getKey(),
                            List.of(each.getValue()), "profile " + profile.key())).toList());
        }

        private Optional<String> typedValue(String option) {
            return Optional.ofNullable(typed.matchedOption(option)).map(OptionSpec::stringValues)
                    .filter(values -> !values.isEmpty()).map(List::getLast);
        }

        private Optional<String> variable(String key) {
            return Optional.ofNullable(environment.get(Keys.variable(key))).filter(value -> !value.isBlank());
        }
    }
}
