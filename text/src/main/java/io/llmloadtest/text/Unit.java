package io.llmloadtest.text;

import io.llmloadtest.verdict.Fact;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    SHARE,
    /** A code such as {@code no_docker}, written as the language's word for it. */
    WORD;

    static Unit named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The value in words. {@code plurals} are the noun for one and for several, or empty. */
    String write(Fact fact, Language language, List<String> plurals) {
        return switch (fact) {
            case Fact.Amount(double value) -> write(value, language, plurals);
            case Fact.Text(String value) -> text(value, language, plurals);
            case Fact.Texts(List<String> values) -> values.stream().map(value -> text(value, language, plurals))
                    .collect(Collectors.joining(", "));
        };
    }

    private String text(String value, Language language, List<String> plurals) {
        return switch (this) {
            case TEXT -> value;
            case WORD -> language.word(value);
            case COUNT, MS, RATE, PERCENT, SHARE -> parsed(value, language, plurals);
        };
    }

    private String parsed(String text, Language language, List<String> plurals) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? write(number, language, plurals) : text;
        } catch (NumberFormatException _) {
            return text;
        }
    }

    private String write(double value, Language language, List<String> plurals) {
        Numbers numbers = language.numbers();
        String written = switch (this) {
            case TEXT, WORD, COUNT -> numbers.count(value);
            case MS -> numbers.millis(value) + " ms";
            case RATE -> numbers.rate(value);
            case PERCENT -> numbers.percent(value);
            case SHARE -> numbers.share(value);
        };
        return plurals.isEmpty() ? written : written + " " + plurals.get(value == 1 ? 0 : 1);
    }
}
