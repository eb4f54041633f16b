package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.target.Tokenization;
import io.llmloadtest.load.target.Tokenizer;
import java.util.List;
import java.util.Optional;

/**
 * How many characters of a dataset make a token, so that lengths can be estimated without asking the server of every text.
 *
 * @param charactersPerToken the mean
 * @param overhead tokens of a prompt beside its text, such as the chat template's
 */
record TextDensity(double charactersPerToken, int overhead) {

    private static final int SAMPLES = 16;
    private static final int LONGEST = 20_000;
    /** English, with the tokenizers in use; other languages have fewer characters a token. */
    private static final TextDensity USUAL = new TextDensity(4, 10);

    /** Asks the server of a few of {@code texts}. */
    static TextDensity measure(List<String> texts, Endpoint endpoint, Tokenizer tokenizer) {
        Optional<Tokenization> one = tokenizer.tokenize(endpoint, WordPrompts.OPENING);
        if (one.isEmpty()) {
            return USUAL;
        }
        int overhead = Math.max(0, one.get().count() - 1);
        long characters = 0;
        long tokens = 0;
        for (String text : texts.subList(0, Math.min(SAMPLES, texts.size()))) {
            String asked = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
            Optional<Tokenization> counted = tokenizer.tokenize(endpoint, asked);
            if (counted.isPresent() && counted.get().count() > overhead) {
                characters += asked.length();
                tokens += counted.get().count() - overhead;
            }
        }
        return tokens == 0 ? USUAL : new TextDensity((double) characters / tokens, overhead);
    }

    /** Tokens of a text with so many characters, estimated; at least one. */
    int tokens(int characters) {
        return Math.clamp(Math.round(characters / charactersPerToken), 1, Integer.MAX_VALUE);
    }
}
