package io.llmloadtest.cli.options;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command under headings: that of the field, else that of the field which mixes its class in, else that of its
 * class, else the one of what it is mixed into, else {@code Other}. What a class is called does not matter, so that new ones need
 * no more than a {@link Heading}, or none where they belong to what is around them.
 */
public final class OptionSections {

    private static final String OTHER = "Other";
    private static final List<String> ORDER = List.of("Command", "Runs", "Server", "Other server", "Load",
            "Workload", "Objectives", "Comparing", "Measurement", "Evidence", "Judging", "Output", "Configuration");

    private OptionSections() {
    }

    /** Headings in order, each with its options in order; those without one last. */
    public static Map<String, List<OptionSpec>> of(CommandSpec command) {
        Map<Object, String> headings = new HashMap<>();
        find(command, ofClass(command), headings);
        Map<String, List<OptionSpec>> found = new LinkedHashMap<>();
        command.options().stream().filter(option -> !option.hidden())
                .forEach(option -> found.computeIfAbsent(headings.getOrDefault(option.userObject(), OTHER),
                        _ -> new ArrayList<>()).add(option));
        List<String> order = new ArrayList<>(ORDER);
        found.keySet().stream().filter(heading -> !order.contains(heading) && !heading.equals(OTHER))
                .forEach(order::add);
        order.add(OTHER);
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        order.stream().filter(found::containsKey)
                .forEach(heading -> sections.put(heading, List.copyOf(found.get(heading))));
        return sections;
    }

    /** Notes the headings of options, by the fields that hold them; none for those that have none. */
    private static void find(CommandSpec part, Optional<String> around, Map<Object, String> headings) {
        part.mixins().forEach((name, mixin) -> find(mixin,
                Optional.ofNullable(part.mixinAnnotatedElements().get(name))
                        .map(field -> field.getAnnotation(Heading.class)).map(Heading::value)
                        .or(() -> ofClass(mixin)).or(() -> around),
                headings));
        part.options().stream().filter(option -> !headings.containsKey(option.userObject()))
                .forEach(option -> of(option.userObject()).or(() -> around)
                        .ifPresent(heading -> headings.put(option.userObject(), heading)));
    }

    private static Optional<String> ofClass(CommandSpec part) {
        return Optional.ofNullable(part.userObject()).flatMap(options -> of(options.getClass()));
    }

    private static Optional<String> of(Object declaration) {
        return declaration instanceof AnnotatedElement element
                ? Optional.ofNullable(element.getAnnotation(Heading.class)).map(Heading::value)
                : Optional.empty();
    }
}
