package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** The words of an audit: how another tool defines what it measures, how we do, and the labels of the table. */
public final class AuditBook {

    private final Map<String, Template> templates = new TreeMap<>();
    private final Language language;

    private AuditBook(Locale locale) {
        language = new Language(new Numbers(locale), Map.of());
        ResourceBundle bundle = ResourceBundle.getBundle("io.llmloadtest.text.audit", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        bundle.keySet().forEach(key -> templates.put(key, Template.of(bundle.getString(key))));
    }

    /** The book of that language; English when there is none. */
    public static AuditBook of(Locale locale) {
        return new AuditBook(
                locale.getLanguage().equals(Locale.KOREAN.getLanguage()) ? Locale.KOREAN : Locale.ENGLISH);
    }

    /** How a tool defines a figure; both by their published names. */
    public String definition(String tool, String figure) {
        return phrase("audit." + tool + "." + figure, Map.of());
    }

    /** How we define it. */
    public String ours(String figure) {
        return phrase("audit.ours." + figure, Map.of());
    }

    /** A short phrase of the table. */
    public String label(String name, Map<String, Fact> values) {
        return phrase("audit.label." + name, values);
    }

    /** A short word of the table. */
    public String label(String name) {
        return label(name, Map.of());
    }

    private String phrase(String key, Map<String, Fact> values) {
        return Optional.ofNullable(templates.get(key))
                .flatMap(template -> template.fill(new HashMap<>(values), language))
                .orElse(key);
    }
}
