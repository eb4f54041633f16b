package io.llmloadtest.cli.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command by the keys they have in a plan: the long names without their dashes, the first of them the usual
 * one. An underscore is as good as a dash.
 */
public final class Keys {

    /** What says where settings come from, or asks for help, is no setting. */
    private static final Set<String> NO_SETTINGS = Set.of("config", "allow-commands", "help", "version");

    private static final Pattern SECRET = Pattern.compile("(.*-)?(key|token|password|secret|header)");
    private static final Pattern COMMAND = Pattern.compile("(.*-)?command");

    private final Map<String, OptionSpec> byName = new LinkedHashMap<>();
    private final Map<String, OptionSpec> byKey = new LinkedHashMap<>();

    private Keys(CommandSpec command) {
        command.options().stream().filter(option -> !NO_SETTINGS.contains(key(option))).forEach(option -> {
            byKey.put(key(option), option);
            names(option).forEach(name -> byName.put(name, option));
        });
    }

    /** The settings of a command. */
    public static Keys of(CommandSpec command) {
        return new Keys(command);
    }

    /** The usual key of an option: {@code input-len} of {@code --input-len, --random-input-len}. */
    public static String key(OptionSpec option) {
        List<String> names = names(option);
        return names.isEmpty() ? option.longestName() : names.getFirst();
    }

    /** Every long name of an option without dashes. */
    static List<String> names(OptionSpec option) {
        return Arrays.stream(option.names()).filter(name -> name.startsWith("--")).map(name -> name.substring(2))
                .toList();
    }

    /** The option that a key of a plan means. */
    Optional<OptionSpec> named(String key) {
        return Optional.ofNullable(byName.get(key.replace('_', '-')));
    }

    /** All options in order, by their usual keys. */
    public Map<String, OptionSpec> all() {
        return Collections.unmodifiableMap(byKey);
    }

    /** All keys that are understood. */
    Set<String> known() {
        return new TreeSet<>(byName.keySet());
    }

    /** The usual key of every name. */
    Map<String, String> usualNames() {
        Map<String, String> usual = new LinkedHashMap<>();
        byName.forEach((name, option) -> usual.put(name, key(option)));
        return usual;
    }

    /** Whether two commands mean the very same option: declared once, and taken over by both. */
    static boolean same(OptionSpec one, OptionSpec other) {
        return Optional.ofNullable(one.userObject()).equals(Optional.ofNullable(other.userObject()));
    }

    /** Whether the option is a switch without a value. */
    static boolean isSwitch(OptionSpec option) {
        return option.arity().max() == 0;
    }

    /** Whether a list makes sense: the option may be repeated, or its value is one with commas. */
    static boolean takesList(OptionSpec option) {
        return option.isMultiValue() || option.paramLabel().contains(",");
    }

    /** Whether the value may be a secret, which has no place in a file. */
    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches();
    }

    /** Whether the value is executed. */
    static boolean isCommand(String key) {
        return COMMAND.matcher(key).matches();
    }

    /** The variable of an option: {@code LLM_LOADTEST_INPUT_LEN}. */
    public static String variable(String key) {
        return "LLM_LOADTEST_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
