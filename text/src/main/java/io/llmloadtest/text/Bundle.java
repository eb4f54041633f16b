package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;

/**
 * The phrases of one resource bundle in one language: what a book is made of. English and Korean are there; any other language
 * reads English.
 *
 * @param locale the language that is read
 * @param templates the phrases by their keys
 * @param language how values are written in them, with the bundle's own words for codes
 */
record Bundle(Locale locale, Map<String, Template> templates, Language language) {

    private static final String WORD = "word.";

    Bundle {
        templates = Map.copyOf(templates);
    }

    /** The bundle of that name in a language, or in English when it does not have that one. */
    static Bundle of(String name, Locale wanted) {
        Locale locale = wanted.getLanguage().equals(Locale.KOREAN.getLanguage()) ? Locale.KOREAN : Locale.ENGLISH;
        Map<String, Template> templates = new TreeMap<>();
        Map<String, String> words = new TreeMap<>();
        texts(name, locale).forEach((key, text) -> {
            if (key.startsWith(WORD)) {
                words.put(key.substring(WORD.length()), text);
            } else {
                templates.put(key, Template.of(text));
            }
        });
        return new Bundle(locale, templates, new Language(new Numbers(locale), words));
    }

    /** The texts as they stand in the file. */
    static Map<String, String> texts(String name, Locale locale) {
        ResourceBundle file = ResourceBundle.getBundle("io.llmloadtest.text." + name, locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        Map<String, String> texts = new TreeMap<>();
        file.keySet().forEach(key -> texts.put(key, file.getString(key)));
        return texts;
    }

    /** The phrase with these values; empty when there is none, or none that can do with them. */
    Optional<String> find(String key, Map<String, Fact> values) {
        return Optional.ofNullable(templates.get(key)).flatMap(template -> template.fill(values, language));
    }

    /** The same, and the key itself where there is no phrase. */
    String phrase(String key, Map<String, Fact> values) {
        return find(key, values).orElse(key);
    }

    /** Texts as values; a blank one counts as missing. */
    static Map<String, Fact> facts(Map<String, String> texts) {
        Map<String, Fact> facts = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (!text.isBlank()) {
                facts.put(name, Fact.of(text));
            }
        });
        return facts;
    }

    /** Every key there is, and the value names each uses. */
    Map<String, Set<String>> keys() {
        Map<String, Set<String>> names = new TreeMap<>();
        templates.forEach((key, template) -> names.put(key, template.names()));
        language.words().keySet().forEach(word -> names.put(WORD + word, Set.of()));
        return names;
    }
}
