package io.llmloadtest.load.workload;

import java.util.Collection;
import java.util.List;

/**
 * Words that prompts are made of: lower-case ASCII, so they stand in JSON as they are.
 *
 * @param words without the space before them, no two alike
 */
record Vocabulary(List<String> words) {

    /** Fewer words give marks too long to keep prompts apart within one cache block. */
    static final int LEAST = 16;
    /** As many as can be proven in a few calls: every word must be tried after every other. */
    static final int MOST = 128;

    Vocabulary {
        words = List.copyOf(words);
    }

    int size() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    Vocabulary without(Collection<String> bad) {
        return new Vocabulary(words.stream().filter(word -> !bad.contains(word)).toList());
    }

    /** Short words that most tokenizers have as one token. */
    static List<String> candidates() {
        return Candidates.WORDS;
    }

    /** The words to use when the server cannot be asked. */
    static Vocabulary unproven() {
        return new Vocabulary(Candidates.WORDS.subList(0, MOST));
    }
}
