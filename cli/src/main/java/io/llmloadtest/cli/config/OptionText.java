package io.llmloadtest.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the help of an option tells, taken apart: its words, its choices and a value to show. */
public final class OptionText {

    private static final Pattern DEFAULT = Pattern.compile("\\(default: ([^\\s,;)]+)[,;)]");
    private static final Pattern EXAMPLE = Pattern.compile("such as ('[^']*'|[^\\s;)]+)");
    private static final Pattern CHOICES = Pattern.compile("[a-z][a-z-]*(\\|[a-z][a-z-]*)*");
    private static final Pattern CHOSEN_LIST = Pattern.compile("[a-z][a-z-]*(,[a-z][a-z-]*)+");
    private static final Map<String, String> OF_TYPES = Map.of("Duration", "30s", "int", "10", "Integer", "10", "long",
            "10", "Long", "10", "double", "0.5", "Double", "0.5");
    private static final List<String> NO_VALUES = List.of("nothing", "none");

    private OptionText() {
    }

    /** The description in one line. */
    public static String description(OptionSpec option) {
        return String.join(" ", option.description()).replace("%%", "%").strip();
    }

    /** The only words that can be used; empty when others can. */
    public static List<String> choices(ArgSpec argument) {
        String label = argument.paramLabel();
        return CHOICES.matcher(label).matches() ? Arrays.asList(label.split("\\|", -1)) : List.of();
    }

    /** The words of which a list can be made; empty when others can. */
    static List<String> choicesOfList(OptionSpec option) {
        String label = option.paramLabel();
        return CHOSEN_LIST.matcher(label).matches() ? Arrays.asList(label.split(",", -1)) : List.of();
    }

    /** The default, if it is one word; empty when it is told in other ways or not at all. */
    static Optional<String> byDefault(OptionSpec option) {
        return first(DEFAULT, description(option)).filter(word -> !NO_VALUES.contains(word));
    }

    /** A value to show: the default, an example, a choice, or what the help calls it. */
    static String sample(OptionSpec option) {
        String key = Keys.key(option);
        if (Keys.isSwitch(option)) {
            return "true";
        }
        if (Keys.isSecret(key)) {
            return key.endsWith("header") ? "Authorization: Bearer ${GATEWAY_TOKEN}" : "${LLM_API_KEY}";
        }
        return byDefault(option).or(() -> first(EXAMPLE, description(option)).map(OptionText::bare))
                .or(() -> choices(option).stream().findFirst()).or(() -> ofItsType(option))
                .orElseGet(() -> bare(option.paramLabel().replaceAll("\\[.*", "")));
    }

    /** The simple name of what one value becomes; of an optional or a list that is what is in it. */
    static String type(OptionSpec option) {
        Class<?>[] inner = option.auxiliaryTypes();
        return (inner.length > 0 ? inner[0] : option.type()).getSimpleName();
    }

    private static Optional<String> ofItsType(OptionSpec option) {
        return Optional.ofNullable(OF_TYPES.get(type(option)));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String bare(String text) {
        return text.replaceAll("^'|'$", "").replaceAll("[:,.]+$", "");
    }
}
