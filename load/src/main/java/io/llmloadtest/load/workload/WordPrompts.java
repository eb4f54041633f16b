package io.llmloadtest.load.workload;

/**
 * Prompts of words: an opening word, the mark, then words by chance. Every word but the opening one has a space before it
 * and is one token wherever it stands, so the length follows from counting words.
 *
 * @param vocabulary the words
 * @param pieces which of them
 * @param base tokens of a prompt that has the opening word only
 * @param head tokens before the mark
 */
record WordPrompts(Vocabulary vocabulary, PieceSequence pieces, int base, int head) implements PromptSource {

    /** The opening word: chat templates may strip a leading space, so no counted word may stand first. */
    static final String OPENING = "run";

    String text(Wanted wanted) {
        return text(pieces.marked(wanted.place(), wanted.tokens() - base, wanted.prefix()));
    }

    @Override
    public String json(Wanted wanted) {
        return '"' + text(wanted) + '"';
    }

    @Override
    public String withoutMark(Wanted wanted) {
        return text(pieces.unmarked(wanted.place(), wanted.tokens() - base, wanted.prefix()));
    }

    private String text(int[] words) {
        StringBuilder text = new StringBuilder(8 * words.length + 16).append(OPENING);
        for (int word : words) {
            text.append(' ').append(vocabulary.word(word));
        }
        return text.toString();
    }

    /** The same prompts with so many words less. */
    WordPrompts shortenedBy(int words) {
        return new WordPrompts(vocabulary, pieces, base + words, head);
    }

    @Override
    public int least() {
        return base + pieces.least();
    }

    @Override
    public int leastFresh() {
        return base + pieces.leastFresh();
    }

    @Override
    public int sharedTokens() {
        return head + pieces.common();
    }

    @Override
    public long distinct(int tokens) {
        return pieces.distinct(tokens - base);
    }
}
