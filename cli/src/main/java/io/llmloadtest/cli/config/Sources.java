package io.llmloadtest.cli.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where each option that was set came from. Values are not kept, so that no secret is.
 *
 * @param byKey {@code command line}, or a place such as {@code plan.yaml:7}, by usual key
 * @param usualNames the usual key of each name that an option has
 */
public record Sources(Map<String, String> byKey, Map<String, String> usualNames) {

    /** Nothing was set. */
    public static final Sources NONE = new Sources(Map.of(), Map.of());

    static final String COMMAND_LINE = "command line";

    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z0-9-]*)");

    public Sources {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
        usualNames = Map.copyOf(usualNames);
    }

    /** A complaint about an option, with the place in front where that option was set: {@code plan.yaml:7: ...}. */
    public String placed(String complaint) {
        return place(complaint).map(place -> place + ": " + complaint).orElse(complaint);
    }

    /** The place of the first option in a text that was not set on the command line. */
    private Optional<String> place(String text) {
        Matcher option = OPTION.matcher(text);
        while (option.find()) {
            Optional<String> from = Optional.ofNullable(usualNames.get(option.group(1))).map(byKey::get);
            if (from.isPresent()) {
                return from.filter(place -> !place.equals(COMMAND_LINE));
            }
        }
        return Optional.empty();
    }
}
