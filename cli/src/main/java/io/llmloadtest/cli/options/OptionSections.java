package io.llmloadtest.cli.options;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command under headings: that of the field, else that of its class, else {@code Other}. What a class is called
 * does not matter, so that new ones need no more than a {@link Heading}.
 */
public final class OptionSections {

    private static final String OTHER = "Other";
    private static final List<String> ORDER = List.of("Server", "Load", "Workload", "Objectives",
            "Measurement", "Evidence", "Judging", "Output", "Configuration");

    private OptionSections() {
    }

    /** Headings in order, each with its options in order; those without one last. */
    public static Map<String, List<OptionSpec>> of(CommandSpec command) {
        Map<String, List<OptionSpec>> found = new LinkedHashMap<>();
        command.options().stream().filter(option -> !option.hidden()).forEach(option -> found
                .computeIfAbsent(heading(option).orElse(OTHER), _ -> new ArrayList<>()).add(option));
        List<String> order = new ArrayList<>(ORDER);
        found.keySet().stream().filter(heading -> !order.contains(heading) && !heading.equals(OTHER))
                .forEach(order::add);
        order.add(OTHER);
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        order.stream().filter(found::containsKey)
                .forEach(heading -> sections.put(heading, List.copyOf(found.get(heading))));
        return sections;
    }

    private static Optional<String> heading(OptionSpec option) {
        if (!(option.userObject() instanceof Field field)) {
            return Optional.empty();
        }
        return Optional.ofNullable(field.getAnnotation(Heading.class))
                .or(() -> Optional.ofNullable(field.getDeclaringClass().getAnnotation(Heading.class)))
                .map(Heading::value);
    }
}
