package io.llmloadtest.cli.config;

import io.llmloadtest.cli.config.PlanFile.Entry;
import io.llmloadtest.cli.options.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/**
 * From the entries of a plan to settings.
 *
 * @param keys what may be set
 * @param environment the variables that secrets may be taken from
 * @param mayRun whether the command line allows what the plan would execute
 */
record PlanSettings(Keys keys, Map<String, String> environment, boolean mayRun) {

    /** The key that an editor may find a JSON plan's schema by. */
    private static final String SCHEMA = "$schema";

    private static final String ACCEPT = "accept";
    private static final Set<String> ACCEPTANCE = new TreeSet<>(Set.of("finding", "until", "reason"));
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern HARMLESS_HEADER = Pattern
            .compile("(?i)(?![^:]*(auth|key|token|secret|password|cookie|credential))[^:]+:.*", Pattern.DOTALL);

    /** Every setting of a plan, in its order and as it is written. */
    List<Setting> of(PlanFile plan) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (Entry entry : plan.entries()) {
            if (entry.key().equals(SCHEMA)) {
                continue;
            }
            OptionSpec option = keys.named(entry.key()).orElseThrow(() -> ConfigurationMistake.at(plan.place(entry),
                    "unknown key '" + PlanReader.shown(entry.key()) + "'" + question(entry.key())));
            String key = Keys.key(option);
            Setting setting = new Setting(key, values(plan.place(entry), key, option, entry.value()),
                    plan.place(entry));
            Optional.ofNullable(settings.put(key, setting)).ifPresent(first -> {
                throw ConfigurationMistake.at(plan.place(entry), "the key '" + key + "' is there already, in "
                        + first.from());
            });
        }
        return List.copyOf(settings.values());
    }

    private String question(String key) {
        String asked = Nearest.question(key.replace('_', '-'), keys.known());
        return asked.isEmpty() ? "; the keys are the long options of: llm-loadtest run --help" : asked;
    }

    /** A setting that will be used: its command is allowed, and its secret is there. */
    Setting ready(Setting setting) {
        String key = setting.key();
        if (Keys.isCommand(key) && !mayRun) {
            throw ConfigurationMistake.at(setting.from(),
                    key + ": a plan may run commands only with --allow-commands on"
                            + " the command line; look at what it would run first");
        }
        return Keys.isSecret(key)
                ? new Setting(key,
                        setting.values().stream().map(text -> secret(setting.from(), key, text)).toList(),
                        setting.from())
                : setting;
    }

    private static List<String> values(String place, String key, OptionSpec option, PlanValue value) {
        if (Keys.isSwitch(option)) {
            return List.of(truth(place, key, value));
        }
        List<String> texts = texts(place, key, option, value);
        if (texts.isEmpty()) {
            throw ConfigurationMistake.at(place,
                    key + ": the list is empty; write a value, or put a # before the line");
        }
        return option.isMultiValue() ? texts : List.of(String.join(",", texts));
    }

    private static String truth(String place, String key, PlanValue value) {
        if (value instanceof PlanValue.One(String text) && (text.equals("true") || text.equals("false"))) {
            return text;
        }
        throw ConfigurationMistake.at(place, key + ": " + described(value) + " cannot be used; allowed: true or false");
    }

    private static List<String> texts(String place, String key, OptionSpec option, PlanValue value) {
        return switch (value) {
            case PlanValue.One(String text) -> List.of(text);
            case PlanValue.Listed(List<PlanValue> items) -> {
                if (!Keys.takesList(option)) {
                    throw ConfigurationMistake.at(place, key + ": a list cannot be used; allowed: one value, "
                            + option.paramLabel());
                }
                List<String> texts = new ArrayList<>();
                items.forEach(item -> texts.addAll(texts(place, key, option, item)));
                yield texts;
            }
            case PlanValue.Pairs(Map<String, String> pairs) -> {
                if (!key.equals(ACCEPT)) {
                    throw ConfigurationMistake.at(place, key + ": pairs cannot be used; allowed: "
                            + (option.paramLabel().equals("JSON") ? "JSON in single quotes" : option.paramLabel()));
                }
                yield List.of(acceptance(place, pairs));
            }
        };
    }

    /** As {@code --accept} takes it: {@code FINDING=UNTIL (REASON)}. */
    private static String acceptance(String place, Map<String, String> pairs) {
        pairs.keySet().stream().filter(name -> !ACCEPTANCE.contains(name)).findFirst().ifPresent(name -> {
            throw ConfigurationMistake.at(place, "accept: unknown key '" + PlanReader.shown(name) + "'"
                    + Nearest.question(name, ACCEPTANCE) + " (allowed: finding, until, reason)");
        });
        String finding = Optional.ofNullable(pairs.get("finding")).orElseThrow(
                () -> ConfigurationMistake.at(place, "accept: say which, as 'finding: foreign-traffic'"));
        return finding + Optional.ofNullable(pairs.get("until")).map(day -> "=" + day).orElse("")
                + Optional.ofNullable(pairs.get("reason")).map(why -> " (" + why + ")").orElse("");
    }

    private String secret(String place, String key, String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder whole = new StringBuilder();
        boolean refers = false;
        while (reference.find()) {
            refers = true;
            String name = reference.group(1);
            String value = Optional.ofNullable(environment.get(name)).filter(known -> !known.isBlank())
                    .orElseThrow(() -> ConfigurationMistake.at(place,
                            key + ": the environment has no variable " + name + "; set it, or leave the key out"));
            reference.appendReplacement(whole, Matcher.quoteReplacement(value));
        }
        boolean harmless = key.endsWith("header") && HARMLESS_HEADER.matcher(text).matches();
        if (!refers && !harmless) {
            throw ConfigurationMistake.at(place, key + ": a secret has no place in a file; write ${NAME} for it and set"
                    + " NAME in the environment (the text itself is not shown here)");
        }
        return reference.appendTail(whole).toString();
    }

    private static String described(PlanValue value) {
        return switch (value) {
            case PlanValue.One(String text) -> "'" + PlanReader.shown(text) + "'";
            case PlanValue.Listed _ -> "a list";
            case PlanValue.Pairs _ -> "pairs";
        };
    }
}
