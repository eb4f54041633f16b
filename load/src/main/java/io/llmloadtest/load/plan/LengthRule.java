package io.llmloadtest.load.plan;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** How the lengths of prompts or answers are spread, in tokens. Its text is what {@link #parse} reads. */
public sealed interface LengthRule {

    /** The most tokens a prompt or an answer may have. */
    int MOST_TOKENS = 10_000_000;

    /**
     * All alike.
     *
     * @param tokens the length
     */
    record Fixed(int tokens) implements LengthRule {

        @Override
        public Optional<LengthRange> promised() {
            return Optional.of(new LengthRange(tokens, tokens));
        }

        @Override
        public double mean() {
            return tokens;
        }

        @Override
        public int draw(RandomGenerator random, LengthRange room) {
            return room.nearest(tokens);
        }

        @Override
        public String toString() {
            return Integer.toString(tokens);
        }
    }

    /**
     * Each length as likely as any other.
     *
     * @param range the lengths
     */
    record Uniform(LengthRange range) implements LengthRule {

        @Override
        public Optional<LengthRange> promised() {
            return Optional.of(range);
        }

        @Override
        public double mean() {
            return (range.least() + range.most()) / 2.0;
        }

        @Override
        public int draw(RandomGenerator random, LengthRange room) {
            return room.nearest(random.nextInt(range.least(), range.most() + 1));
        }

        @Override
        public String toString() {
            return "uniform:" + range;
        }
    }

    /**
     * A bell around the mean, cut where the range ends.
     *
     * @param mean the middle of the bell
     * @param deviation its standard deviation, before it is cut
     * @param bounds the range; empty for all that the model can take
     */
    record Normal(double mean, double deviation, Optional<LengthRange> bounds) implements LengthRule {

        @Override
        public Optional<LengthRange> promised() {
            return bounds;
        }

        @Override
        public int draw(RandomGenerator random, LengthRange room) {
            return Bell.draw(random, bounds.orElse(room), room, z -> mean + deviation * z);
        }

        @Override
        public String toString() {
            return "normal:" + LengthText.of(mean, deviation, bounds);
        }
    }

    /**
     * A bell on the logarithmic scale, with a long tail of great lengths, cut where the range ends.
     *
     * @param mean the mean of the lengths themselves, not of their logarithms
     * @param deviation the standard deviation of the lengths themselves, before the tail is cut
     * @param bounds the range; empty for all that the model can take
     */
    record LogNormal(double mean, double deviation, Optional<LengthRange> bounds) implements LengthRule {

        @Override
        public Optional<LengthRange> promised() {
            return bounds;
        }

        /** With {@code s^2 = ln(1 + sd^2 / mean^2)} the logarithms have the mean {@code ln(mean) - s^2 / 2} and the deviation s. */
        @Override
        public int draw(RandomGenerator random, LengthRange room) {
            double square = StrictMath.log1p(deviation * deviation / (mean * mean));
            double middle = StrictMath.log(mean) - square / 2;
            return Bell.draw(random, bounds.orElse(room), room, z -> StrictMath.exp(middle + Math.sqrt(square) * z));
        }

        @Override
        public String toString() {
            return "lognormal:" + LengthText.of(mean, deviation, bounds);
        }
    }

    /** The range that every length lies in; empty when only the model's context sets bounds. */
    Optional<LengthRange> promised();

    /** The mean of the lengths, before anything is cut off. */
    double mean();

    /**
     * Draws a length.
     *
     * @param random chance
     * @param room what can be sent; a length outside of it becomes the nearest one inside
     */
    int draw(RandomGenerator random, LengthRange room);

    /** The one length there is, if there is but one. */
    default OptionalInt fixed() {
        return promised().filter(range -> range.least() == range.most())
                .map(range -> OptionalInt.of(range.least())).orElse(OptionalInt.empty());
    }

    /**
     * Reads {@code 256}, {@code uniform:100-500}, {@code normal:512,128} or {@code lognormal:512,300} (mean and standard
     * deviation), the last two also with a range, as in {@code normal:512,128,16-2048}.
     *
     * @param option the option the text was given with
     * @throws IllegalPlanException when it is none of these, or not possible
     */
    static LengthRule parse(String option, String text) {
        return LengthText.parse(option, text);
    }
}
