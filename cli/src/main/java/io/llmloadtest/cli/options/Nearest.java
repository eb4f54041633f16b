package io.llmloadtest.cli.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one was probably meant to be. */
public final class Nearest {

    private static final int LONGEST = 100;

    private Nearest() {
    }

    /** The word with the fewest letters changed, added or left out, swaps counting once; empty when none is near. */
    public static Optional<String> to(String typed, Collection<String> known) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        String word = lower(typed);
        return known.stream().min(Comparator.<String>comparingInt(other -> distance(word, lower(other)))
                .thenComparing(Comparator.naturalOrder()))
                .filter(best -> distance(word, lower(best)) <= Math.max(1, Math.min(word.length(), best.length()) / 3));
    }

    /** {@code ; did you mean 'concurrency'?}, or nothing. */
    public static String question(String typed, Collection<String> known) {
        return to(typed, known).map(best -> "; did you mean '" + best + "'?").orElse("");
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static int distance(String left, String right) {
        int[][] steps = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : step(steps, left, right, i, j);
            }
        }
        return steps[left.length()][right.length()];
    }

    private static int step(int[][] steps, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int best = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
