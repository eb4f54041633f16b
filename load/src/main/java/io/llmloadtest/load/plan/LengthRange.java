package io.llmloadtest.load.plan;

/**
 * Lengths from one to another, both included.
 *
 * @param least the shortest, in tokens
 * @param most the longest, in tokens
 */
public record LengthRange(int least, int most) {

    /** Refuses a range without a length in it. */
    public LengthRange {
        if (least > most) {
            throw new IllegalArgumentException("no length from " + least + " to " + most);
        }
    }

    /** The length in the range that is nearest to {@code tokens}. */
    public int nearest(long tokens) {
        return Math.clamp(tokens, least, most);
    }

    boolean has(double tokens) {
        return tokens >= least && tokens <= most;
    }

    @Override
    public String toString() {
        return least + "-" + most;
    }
}
