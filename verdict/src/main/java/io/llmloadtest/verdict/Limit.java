package io.llmloadtest.verdict;

/**
 * How far the two values of a comparison may differ.
 *
 * @param fraction of the server's value
 * @param allowance in the comparison's own unit: what may be added on the client's side, known parts included; 0 for counts
 * @param below in the comparison's own unit: what the client may lie below a server's value that is a lower bound only but
 *     for this much; the clocks' noise is allowed in any case
 * @param mode which differences count
 */
public record Limit(double fraction, double allowance, double below, Mode mode) {

    /** A limit whose lower bound is strict. */
    public Limit(double fraction, double allowance, Mode mode) {
        this(fraction, allowance, 0, mode);
    }

    /** Which differences count. */
    public enum Mode {
        /** Either side may be larger by the fraction. */
        TWO_SIDED,
        /** The client may be larger by the larger of fraction and allowance, but smaller only by {@code below} or the clock's noise. */
        SERVER_IS_LOWER_BOUND,
        /** The client may be larger by any amount, but smaller only by the larger of fraction and allowance. */
        CLIENT_AT_LEAST_SERVER,
        /** There is no client value of this kind; the server's must not be larger than the allowance. */
        SERVER_WITHIN_ALLOWANCE,
        /** There is no client value; the server's must be 0. */
        MUST_BE_ZERO
    }
}
