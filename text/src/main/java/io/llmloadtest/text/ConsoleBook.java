package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;

/** What commands say beside the report, in one language. A phrase never breaks on a value that is missing: see {@link Template}. */
public final class ConsoleBook {

    private static final String WORD = "word.";

    private final Map<String, Template> templates = new TreeMap<>();
    private final Language language;

    private ConsoleBook(Locale locale) {
        ResourceBundle bundle = bundle(locale);
        Map<String, String> words = new TreeMap<>();
        bundle.keySet().forEach(key -> {
            if (key.startsWith(WORD)) {
                words.put(key.substring(WORD.length()), bundle.getString(key));
            } else {
                templates.put(key, Template.of(bundle.getString(key)));
            }
        });
        language = new Language(new Numbers(locale), words);
    }

    /** The book of that language; English when there is none. */
    public static ConsoleBook of(Locale locale) {
        return new ConsoleBook(
                locale.getLanguage().equals(Locale.KOREAN.getLanguage()) ? Locale.KOREAN : Locale.ENGLISH);
    }

    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("io.llmloadtest.text.console", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A line without values. */
    public String say(Line line) {
        return say(line, Map.of());
    }

    /** A line with texts as values; an empty text counts as missing. */
    public String say(Line line, Map<String, String> values) {
        Map<String, Fact> facts = new TreeMap<>();
        values.forEach((name, text) -> {
            if (!text.isEmpty()) {
                facts.put(name, Fact.of(text));
            }
        });
        Template template = templates.get(line.key());
        return template == null ? line.key() : template.fill(facts, language).orElse(line.key());
    }
}
