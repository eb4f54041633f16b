package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.List;
import java.util.Locale;

/** How a value is written into a sentence. */
enum Unit {
    /** As it stands; several texts are joined by commas. */
    TEXT,
    /** A whole number. */
    COUNT,
    /** Milliseconds. */
    MS,
    /** Seconds, or a rate per second. */
    RATE,
    /** 0 to 100. */
    PERCENT,
    /** 0 to 1, written as a percentage. */
    SHARE;

    static Unit named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The value in words. {@code plurals} are the noun for one and for several, or empty. */
    String write(Fact fact, Numbers numbers, List<String> plurals) {
        return switch (fact) {
            case Fact.Amount(double value) -> write(value, numbers, plurals);
            case Fact.Text(String value) -> this == TEXT ? value : parsed(value, numbers, plurals);
            case Fact.Texts(List<String> values) -> String.join(", ", values);
        };
    }

    private String parsed(String text, Numbers numbers, List<String> plurals) {
        try {
            return write(Double.parseDouble(text), numbers, plurals);
        } catch (NumberFormatException _) {
            return text;
        }
    }

    private String write(double value, Numbers numbers, List<String> plurals) {
        String written = switch (this) {
            case TEXT, COUNT -> numbers.count(value);
            case MS -> numbers.millis(value) + " ms";
            case RATE -> numbers.rate(value);
            case PERCENT -> numbers.percent(value);
            case SHARE -> numbers.percent(100 * value);
        };
        return plurals.isEmpty() ? written : written + " " + plurals.get(value == 1 ? 0 : 1);
    }
}
