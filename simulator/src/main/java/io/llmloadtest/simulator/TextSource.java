package io.llmloadtest.simulator;

import java.util.SplittableRandom;

/** What one sequence says: endless text of plain words, the same for the same seed, and the length at which it would end by itself. */
final class TextSource {
    private static final String[] WORDS = {"the", "server", "takes", "each", "request", "from", "its", "queue", "and",
            "makes", "one", "token", "after",
            "another", "until", "none", "is", "left", "while", "clocks", "count", "every", "step", "that", "passes",
            "over", "cold", "rivers", "of", "light",
            "in", "quiet", "rooms", "where", "machines", "read", "old", "letters", "aloud", "to", "stars", "beyond",
            "hills", "caf\u00e9", "window", "garden"};
    private static final int SHORTEST_NATURAL = 24;
    private static final int LONGEST_NATURAL = 400;

    private final SplittableRandom random;
    private final int naturalLength;
    private int[] word;
    private int next;

    TextSource(long seed) {
        random = new SplittableRandom(seed);
        naturalLength = random.nextInt(SHORTEST_NATURAL, LONGEST_NATURAL);
        word = Tokenizer.encode(WORDS[random.nextInt(WORDS.length)]);
    }

    /** Tokens after which a model that may stop does stop, the end-of-text token included. */
    int naturalLength() {
        return naturalLength;
    }

    int nextToken() {
        if (next == word.length) {
            word = Tokenizer.encode(" " + WORDS[random.nextInt(WORDS.length)]);
            next = 0;
        }
        return word[next++];
    }
}
