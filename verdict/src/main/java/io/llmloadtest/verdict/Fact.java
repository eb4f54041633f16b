package io.llmloadtest.verdict;

import java.util.List;

/** A named value of a finding or reason: a number, a text, or a list of texts. */
public sealed interface Fact {

    /**
     * A number.
     *
     * @param value finite
     */
    record Amount(double value) implements Fact {}

    /**
     * A text taken from evidence, never a sentence of ours.
     *
     * @param value the text
     */
    record Text(String value) implements Fact {}

    /**
     * Several texts.
     *
     * @param values the texts
     */
    record Texts(List<String> values) implements Fact {

        public Texts {
            values = List.copyOf(values);
        }
    }

    /** A number. */
    static Fact of(double value) {
        return new Amount(value);
    }

    /** A text. */
    static Fact of(String value) {
        return new Text(value);
    }

    /** Several texts. */
    static Fact of(List<String> values) {
        return new Texts(values);
    }
}
