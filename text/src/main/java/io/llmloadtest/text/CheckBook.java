package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns the codes of a preflight into sentences: what was found and why it matters, and what mends it. */
public final class CheckBook {

    private static final String FIX = ".fix";

    private final Map<String, Template> templates = new TreeMap<>();
    private final Language language;

    private CheckBook(Locale locale) {
        language = new Language(new Numbers(locale), Map.of());
        ResourceBundle bundle = ResourceBundle.getBundle("io.llmloadtest.text.doctor", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        bundle.keySet().forEach(key -> templates.put(key, Template.of(bundle.getString(key))));
    }

    /** The book of that language; English when there is none. */
    public static CheckBook of(Locale locale) {
        return new CheckBook(
                locale.getLanguage().equals(Locale.KOREAN.getLanguage()) ? Locale.KOREAN : Locale.ENGLISH);
    }

    /** A heading of the table, such as {@code status}. */
    public String heading(String name) {
        return phrase("doctor.heading." + name, Map.of()).orElse(name);
    }

    /** What was found, and why it matters. */
    public String sentence(String code, Map<String, String> facts) {
        return phrase("doctor." + code, facts).orElse(code);
    }

    /** The flag or command that mends it; empty when nothing needs mending. */
    public Optional<String> fix(String code, Map<String, String> facts) {
        return phrase("doctor." + code + FIX, facts);
    }

    /** Every code there is a sentence for. */
    Set<String> codes() {
        return templates.keySet().stream().filter(key -> !key.startsWith("doctor.heading.") && !key.endsWith(FIX))
                .map(key -> key.substring("doctor.".length())).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<String> phrase(String key, Map<String, String> facts) {
        Map<String, Fact> values = new HashMap<>();
        facts.forEach((name, text) -> {
            if (!text.isBlank()) {
                values.put(name, Fact.of(text));
            }
        });
        return Optional.ofNullable(templates.get(key)).flatMap(template -> template.fill(values, language));
    }
}
