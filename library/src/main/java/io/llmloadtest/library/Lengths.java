package io.llmloadtest.library;

import io.llmloadtest.load.plan.LengthRule;

/** How long prompts or answers are, in tokens. */
public final class Lengths {

    private final String text;

    private Lengths(String text) {
        this.text = text;
    }

    /** All alike. */
    public static Lengths exactly(int tokens) {
        return new Lengths(Integer.toString(tokens));
    }

    /** Each length from {@code least} to {@code most} as likely as any other. */
    public static Lengths uniform(int least, int most) {
        return new Lengths("uniform:" + least + "-" + most);
    }

    /** A bell with this mean and standard deviation, cut where the model's context ends. */
    public static Lengths normal(double mean, double deviation) {
        return new Lengths("normal:" + mean + "," + deviation);
    }

    /** A bell with a long tail; mean and standard deviation are of the lengths themselves, not of their logarithms. */
    public static Lengths lognormal(double mean, double deviation) {
        return new Lengths("lognormal:" + mean + "," + deviation);
    }

    /** The same, with nothing outside of a range. For a bell only. */
    public Lengths within(int least, int most) {
        return new Lengths(text + "," + least + "-" + most);
    }

    LengthRule rule(String option) {
        return LengthRule.parse(option, text);
    }

    /** As the command line takes it. */
    @Override
    public String toString() {
        return text;
    }
}
