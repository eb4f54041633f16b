package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with places for values. A value that is missing never leaves a hole: a clause in square brackets is left
 * out when one of its values is missing (one in {@code [+...]} also when one is 0), and of several wordings divided by {@code ||} the first whose values outside
 * brackets are all there is taken.
 *
 * <pre>{@code
 * Others sent {requests:count|request|requests}[ between {from} and {to}]. || Others used the server.
 * }</pre>
 */
final class Template {

    private static final Pattern PART = Pattern.compile("\\[([^\\]]*)\\]|\\{([^}]*)\\}");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)\\}");
    private static final Pattern WORDINGS = Pattern.compile("\\s*\\|\\|\\s*");

    private final String source;
    private final List<String> wordings;

    private Template(String source) {
        this.source = source;
        wordings = Arrays.asList(WORDINGS.split(source));
    }

    static Template of(String source) {
        return new Template(source);
    }

    /** The sentence; empty when no wording can do with the values that are there. */
    Optional<String> fill(Map<String, Fact> values, Language language) {
        return wordings.stream().filter(wording -> isComplete(required(wording), values)).findFirst()
                .map(wording -> fill(wording, values, language));
    }

    /** Every value name that occurs. */
    Set<String> names() {
        return places(source);
    }

    private static String fill(String wording, Map<String, Fact> values, Language language) {
        return PART.matcher(wording).replaceAll(part -> Matcher.quoteReplacement(
                part.group(1) == null
                        ? write(part.group(2), values, language)
                        : clause(part.group(1), values, language)));
    }

    private static String clause(String clause, Map<String, Fact> values, Language language) {
        boolean wantsMoreThanZero = clause.startsWith("+");
        Set<String> names = places(clause);
        if (!isComplete(names, values)
                || (wantsMoreThanZero && names.stream().anyMatch(name -> isZero(values, name)))) {
            return "";
        }
        return fill(wantsMoreThanZero ? clause.substring(1) : clause, values, language);
    }

    private static boolean isZero(Map<String, Fact> values, String name) {
        return values.get(name) instanceof Fact.Amount(double value) && value == 0;
    }

    private static String write(String place, Map<String, Fact> values, Language language) {
        List<String> parts = new ArrayList<>(Arrays.asList(place.split("[:|]", -1)));
        Fact fact = values.get(parts.getFirst());
        if (fact == null) {
            throw new IllegalStateException("the wording was chosen although a value is missing: " + place);
        }
        Unit unit = parts.size() > 1 ? Unit.named(parts.get(1)) : Unit.TEXT;
        return unit.write(fact, language, parts.size() == 4 ? parts.subList(2, 4) : List.of());
    }

    private static Set<String> required(String wording) {
        return places(PART.matcher(wording).replaceAll(part -> part.group(1) == null
                ? Matcher.quoteReplacement(part.group())
                : ""));
    }

    private static Set<String> places(String wording) {
        Set<String> names = new TreeSet<>();
        Matcher place = PLACE.matcher(wording);
        while (place.find()) {
            names.add(place.group(1).split("[:|]", -1)[0]);
        }
        return names;
    }

    private static boolean isComplete(Set<String> names, Map<String, Fact> values) {
        return values.keySet().containsAll(names);
    }
}
