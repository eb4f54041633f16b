package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.target.Tokenization;
import io.llmloadtest.load.target.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds words that are one token each wherever they stand, by the server's own count. Where the server tells tokens, one
 * question tries all candidates ({@link Separation}); where it only counts, they are tried in groups, and a group that costs
 * more than its words is halved. Then every word is tried after every other ({@link PairTour}), and words that merge with a
 * neighbour are thrown out. Takes some twenty questions with an ordinary tokenizer, and never more than {@value #MOST_CALLS}.
 */
final class Calibration {

    private static final int MOST_CALLS = 600;
    private static final int GROUP = 64;

    private final Tokenizer tokenizer;
    private final Endpoint endpoint;
    private final int wordsPerCall;
    private int calls;

    /**
     * A calibration for prompts of {@code endpoint}.
     *
     * @param wordsPerCall the longest text to ask for, in words
     */
    Calibration(Tokenizer tokenizer, Endpoint endpoint, int wordsPerCall) {
        this.tokenizer = tokenizer;
        this.endpoint = endpoint;
        this.wordsPerCall = wordsPerCall;
    }

    /**
     * What is known of the server's counting.
     *
     * @param vocabulary words of one token each
     * @param base tokens of a prompt that has the opening word only
     * @param head tokens before the first word after the opening one; when the server does not tell the tokens themselves,
     *     {@code base}, which is never less
     */
    record Calibrated(Vocabulary vocabulary, int base, int head) {}

    /** Asks the server; empty when it cannot say, or too few words are left. */
    Optional<Calibrated> measure() {
        OptionalInt base = count(WordPrompts.OPENING);
        if (base.isEmpty()) {
            return Optional.empty();
        }
        List<String> single = new Separation(this::ask).single(Vocabulary.candidates())
                .orElseGet(() -> singleByGroups(Vocabulary.candidates(), base.getAsInt()));
        Vocabulary words = new Vocabulary(single.stream().limit(Vocabulary.MOST).toList());
        while (words.size() >= Vocabulary.LEAST && calls < MOST_CALLS) {
            Set<String> merging = merging(words, base.getAsInt());
            if (merging.isEmpty() && calls < MOST_CALLS) {
                return Optional.of(new Calibrated(words, base.getAsInt(), head(words, base.getAsInt())));
            }
            words = words.without(merging);
        }
        return Optional.empty();
    }

    private List<String> singleByGroups(List<String> candidates, int base) {
        Set<String> single = new LinkedHashSet<>();
        for (int from = 0; from < candidates.size() && single.size() < Vocabulary.MOST; from += GROUP) {
            keepSingle(candidates.subList(from, Math.min(from + GROUP, candidates.size())), base, single);
        }
        return List.copyOf(single);
    }

    private void keepSingle(List<String> words, int base, Set<String> kept) {
        if (isAdditive(words, base)) {
            kept.addAll(words);
        } else if (words.size() > 1) {
            keepSingle(words.subList(0, words.size() / 2), base, kept);
            keepSingle(words.subList(words.size() / 2, words.size()), base, kept);
        }
    }

    /** Words to throw out so that the pairs seen to merge are gone. */
    private Set<String> merging(Vocabulary words, int base) {
        List<String> tour = Arrays.stream(PairTour.over(words.size())).mapToObj(words::word).toList();
        Set<String> bad = new LinkedHashSet<>();
        for (int from = 0; from < tour.size() - 1; from += wordsPerCall - 1) {
            collectMerging(tour.subList(from, Math.min(from + wordsPerCall, tour.size())), base, bad);
        }
        return bad;
    }

    private void collectMerging(List<String> stretch, int base, Set<String> bad) {
        boolean known = stretch.size() <= 2 && stretch.stream().anyMatch(bad::contains);
        if (known || isAdditive(stretch, base)) {
            return;
        }
        if (stretch.size() <= 2) {
            bad.add(stretch.getLast());
            return;
        }
        int middle = stretch.size() / 2;
        collectMerging(stretch.subList(0, middle + 1), base, bad);
        collectMerging(stretch.subList(middle, stretch.size()), base, bad);
    }

    private boolean isAdditive(List<String> words, int base) {
        OptionalInt count = count(WordPrompts.OPENING + " " + String.join(" ", words));
        return count.isPresent() && count.getAsInt() - base == words.size();
    }

    private OptionalInt count(String text) {
        return ask(text).map(all -> OptionalInt.of(all.count())).orElse(OptionalInt.empty());
    }

    private Optional<Tokenization> ask(String text) {
        return calls++ < MOST_CALLS ? tokenizer.tokenize(endpoint, text) : Optional.empty();
    }

    private int head(Vocabulary words, int base) {
        List<Tokenization> two = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ask(WordPrompts.OPENING + " " + words.word(i)).filter(Tokenization::hasIds).ifPresent(two::add);
        }
        return two.size() == 2 ? two.getFirst().commonStart(two.getLast()) : base;
    }
}
