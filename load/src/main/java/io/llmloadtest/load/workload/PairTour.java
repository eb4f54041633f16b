package io.llmloadtest.load.workload;

/**
 * A walk over words in which every word comes after every word, itself included, exactly once: a de Bruijn sequence of order
 * two with its first element again at the end. What holds for all its neighbours holds for all texts of these words, as far
 * as a tokenizer looks at two words at a time.
 */
final class PairTour {

    private PairTour() {
    }

    /** The walk over {@code 0 .. words-1}; it has {@code words^2 + 1} steps. */
    static int[] over(int words) {
        int[] tour = new int[words * words + 1];
        int at = 0;
        for (int low = 0; low < words; low++) {
            tour[at++] = low;
            for (int high = low + 1; high < words; high++) {
                tour[at++] = low;
                tour[at++] = high;
            }
        }
        tour[at] = 0;
        return tour;
    }
}
