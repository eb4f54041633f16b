package io.llmloadtest.load.workload;

import java.util.SplittableRandom;

/**
 * Prompts of words: an opening word, the mark, then words by chance. Every word but the opening one has a space before it
 * and is one token wherever it stands, so the length follows from counting words.
 */
final class WordPrompts implements PromptSource {

    /** The opening word: chat templates may strip a leading space, so no counted word may stand first. */
    static final String OPENING = "run";

    private final Vocabulary vocabulary;
    private final int fillers;
    private final int headTokens;
    private final long seed;
    private final Nonce nonce;

    /**
     * Prompts of a fixed length.
     *
     * @param vocabulary the words
     * @param fillers words after the mark
     * @param headTokens tokens before the mark
     * @param seed governs the words after the mark
     * @param nonce makes the mark
     */
    WordPrompts(Vocabulary vocabulary, int fillers, int headTokens, long seed, Nonce nonce) {
        this.vocabulary = vocabulary;
        this.fillers = fillers;
        this.headTokens = headTokens;
        this.seed = seed;
        this.nonce = nonce;
    }

    String text(Place place) {
        return text(place, nonce.digits(place));
    }

    @Override
    public String json(Place place) {
        return '"' + text(place) + '"';
    }

    @Override
    public String withoutMark(Place place) {
        return text(place, new int[0]);
    }

    private String text(Place place, int[] mark) {
        StringBuilder text = new StringBuilder(8 * (fillers + mark.length) + 16).append(OPENING);
        for (int digit : mark) {
            text.append(' ').append(vocabulary.word(digit));
        }
        SplittableRandom random = new SplittableRandom(Mix.pair(seed, place.number()));
        for (int i = 0; i < fillers; i++) {
            text.append(' ').append(vocabulary.word(random.nextInt(vocabulary.size())));
        }
        return text.toString();
    }

    /** The same prompts with so many words less. */
    WordPrompts shortenedBy(int words) {
        return new WordPrompts(vocabulary, fillers - words, headTokens, seed, nonce);
    }

    int fillers() {
        return fillers;
    }

    @Override
    public int sharedTokens() {
        return headTokens + nonce.length() - 1;
    }

    @Override
    public long distinct() {
        return nonce.capacity();
    }
}
