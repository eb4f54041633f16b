package io.llmloadtest.load.workload;

import io.llmloadtest.load.target.Tokenization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Tells how many tokens each of many words takes with one question: a word of known token stands between them. No candidate
 * begins with that word, or a cut one could look like two.
 */
final class Separation {

    private static final String SEPARATOR = "not";
    private static final int REPEATS = 8;

    private final Function<String, Optional<Tokenization>> ask;

    Separation(Function<String, Optional<Tokenization>> ask) {
        this.ask = ask;
    }

    /** Those of {@code words} that are one token; empty when the server does not tell tokens, or the separator merges. */
    Optional<List<String>> single(List<String> words) {
        OptionalInt separator = separator();
        if (separator.isEmpty()) {
            return Optional.empty();
        }
        String text = String.join(" " + SEPARATOR + " ", words);
        Optional<Tokenization> answer = ask
                .apply(WordPrompts.OPENING + " " + SEPARATOR + " " + text + " " + SEPARATOR);
        return answer.filter(Tokenization::hasIds)
                .flatMap(tokens -> between(words, tokens.ids(), separator.getAsInt()));
    }

    /** The token that comes as often as the separator was sent, one after the other. */
    private OptionalInt separator() {
        Optional<Tokenization> answer = ask.apply(WordPrompts.OPENING + (" " + SEPARATOR).repeat(REPEATS));
        int[] ids = answer.filter(Tokenization::hasIds).map(Tokenization::ids).orElseGet(() -> new int[0]);
        int run = 1;
        for (int i = 1; i < ids.length; i++) {
            run = ids[i] == ids[i - 1] ? run + 1 : 1;
            if (run == REPEATS) {
                return OptionalInt.of(ids[i]);
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<List<String>> between(List<String> words, int[] ids, int separator) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] == separator) {
                at.add(i);
            }
        }
        // the separator is among the words as well, and stands there between two of its kind
        long itself = words.stream().filter(SEPARATOR::equals).count();
        if (at.size() != words.size() + 1 + itself) {
            return Optional.empty();
        }
        List<String> single = new ArrayList<>();
        int place = 0;
        for (String word : words) {
            boolean isSeparator = word.equals(SEPARATOR);
            int tokens = isSeparator ? 1 : at.get(place + 1) - at.get(place) - 1;
            if (tokens == 1) {
                single.add(word);
            }
            place += isSeparator ? 2 : 1;
        }
        return Optional.of(single);
    }
}
