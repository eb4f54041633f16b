package io.llmloadtest.text;

import java.util.Map;

/**
 * How one language writes values.
 *
 * @param numbers its numbers
 * @param words its words for codes
 */
record Language(Numbers numbers, Map<String, String> words) {

    Language {
        words = Map.copyOf(words);
    }

    /** The word for a code; a code without one reads as it is written, its dividers as spaces. */
    String word(String code) {
        return words.getOrDefault(code, code.replace('_', ' ').replace('-', ' '));
    }
}
