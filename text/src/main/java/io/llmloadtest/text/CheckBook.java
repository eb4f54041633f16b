package io.llmloadtest.text;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns the codes of a preflight into sentences: what was found and why it matters, and what mends it. */
public final class CheckBook {

    private static final String FIX = ".fix";

    private final Bundle bundle;

    private CheckBook(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The book of that language; English when there is none. */
    public static CheckBook of(Locale locale) {
        return new CheckBook(Bundle.of("doctor", locale));
    }

    /** A heading of the table, such as {@code status}. */
    public String heading(String name) {
        return bundle.find("doctor.heading." + name, Map.of()).orElse(name);
    }

    /** What was found, and why it matters. */
    public String sentence(String code, Map<String, String> facts) {
        return bundle.find("doctor." + code, Bundle.facts(facts)).orElse(code);
    }

    /** The flag or command that mends it; empty when nothing needs mending. */
    public Optional<String> fix(String code, Map<String, String> facts) {
        return bundle.find("doctor." + code + FIX, Bundle.facts(facts));
    }

    /** Every code there is a sentence for. */
    Set<String> codes() {
        return bundle.templates().keySet().stream()
                .filter(key -> !key.startsWith("doctor.heading.") && !key.endsWith(FIX))
                .map(key -> key.substring("doctor.".length())).collect(Collectors.toCollection(TreeSet::new));
    }
}
