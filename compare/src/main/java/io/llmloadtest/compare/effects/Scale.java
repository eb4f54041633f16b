package io.llmloadtest.compare.effects;

import java.util.Locale;

/** On which scale numbers are set against each other. */
public enum Scale {
    /** By their ratio: of times and rates. Statistics are done on logarithms, on which twice and half are equally far. */
    RATIO {
        @Override
        double to(double value) {
            return Math.log(value);
        }

        @Override
        double change(double gap) {
            return Math.expm1(gap);
        }

        @Override
        double gap(double margin) {
            return Math.log1p(margin);
        }
    },
    /** By their difference: of shares, which may be 0. */
    POINTS {
        @Override
        double to(double value) {
            return value;
        }

        @Override
        double change(double gap) {
            return gap;
        }

        @Override
        double gap(double margin) {
            return margin;
        }
    };

    /** The value on this scale. */
    abstract double to(double value);

    /** A gap on this scale as people read it: 0.25 is a quarter more, or 25 points more. */
    abstract double change(double gap);

    /** A margin as a gap on this scale; on {@link #RATIO} a margin of 0.05 is a factor of 1.05 up as well as down. */
    abstract double gap(double margin);

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
