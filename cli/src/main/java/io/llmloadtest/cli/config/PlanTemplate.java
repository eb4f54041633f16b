package io.llmloadtest.cli.config;

import io.llmloadtest.cli.options.OptionSections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A plan to begin with: every option of the command under its heading, with what it means; what is not set is commented out.
 *
 * @param command what the plan is for
 */
public record PlanTemplate(CommandSpec command) {

    /** The schema's file, beside the plan. */
    public static final String SCHEMA_FILE = "plan.schema.json";

    private static final int WIDTH = 96;
    private static final String ACCEPT = "accept";
    /** Words that YAML 1.1 took for true and false. */
    private static final List<String> SOME_READ_AS_SWITCH = List.of("on", "off", "yes", "no", "y", "n", "true",
            "false");

    /** The plan's text; {@code set} are values by usual key. */
    public String text(String file, Map<String, String> set) {
        StringBuilder text = new StringBuilder(head(file));
        Keys keys = Keys.of(command);
        OptionSections.of(command).forEach((heading, options) -> {
            List<OptionSpec> known = options.stream().filter(option -> keys.all().containsKey(Keys.key(option)))
                    .toList();
            if (!known.isEmpty()) {
                text.append("\n# ---- ").append(heading).append(" ").append("-".repeat(WIDTH - heading.length() - 8))
                        .append('\n');
                known.forEach(option -> entry(text, option, Optional.ofNullable(set.get(Keys.key(option)))));
            }
        });
        return text.toString();
    }

    private static String head(String file) {
        return String.format(
                """
                        # yaml-language-server: $schema=%s
                        #
                        # A plan for llm-loadtest. Run it with:   llm-loadtest run --config %s
                        #
                        # The keys are the long options of 'llm-loadtest run' without their dashes; lists may be written as lists.
                        # An option on the command line goes before this file, and so does a variable: LLM_LOADTEST_INPUT_LEN is
                        # input-len. A profile (profile: standard) is behind it. Take the # away before a key to set it.
                        """,
                SCHEMA_FILE, file);
    }

    private static void entry(StringBuilder text, OptionSpec option, Optional<String> value) {
        text.append('\n');
        wrapped(OptionText.description(option)).forEach(line -> text.append("# ").append(line).append('\n'));
        String key = Keys.key(option);
        if (key.equals(ACCEPT)) {
            text.append("""
                    # accept:
                    #   - finding: foreign-traffic
                    #     until: 2026-12-31
                    #     reason: the nightly backup asks it, too
                    """);
            return;
        }
        text.append(value.isPresent() ? "" : "# ").append(key).append(": ")
                .append(written(option, value.orElseGet(() -> OptionText.sample(option)))).append('\n');
    }

    private static String written(OptionSpec option, String value) {
        if (Keys.isSwitch(option)) {
            return value;
        }
        boolean listed = Keys.takesList(option) && value.contains(",") && !Keys.isSecret(Keys.key(option));
        return listed
                ? Arrays.stream(value.split(",", -1)).map(PlanTemplate::scalar)
                        .collect(Collectors.joining(", ", "[", "]"))
                : scalar(value);
    }

    private static String scalar(String value) {
        boolean bare = value.matches("[A-Za-z0-9/][A-Za-z0-9./_-]*") && !SOME_READ_AS_SWITCH.contains(value);
        return bare ? value : "'" + value.replace("'", "''") + "'";
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
