package io.llmloadtest.text;

import java.util.Locale;
import java.util.Map;

/** What commands say beside the report, in one language. A phrase never breaks on a value that is missing: see {@link Template}. */
public final class ConsoleBook {

    private final Bundle bundle;

    private ConsoleBook(Bundle bundle) {
        this.bundle = bundle;
    }

    /** The book of that language; English when there is none. */
    public static ConsoleBook of(Locale locale) {
        return new ConsoleBook(Bundle.of("console", locale));
    }

    /** A line without values. */
    public String say(Line line) {
        return say(line, Map.of());
    }

    /** A line with texts as values; a blank text counts as missing. */
    public String say(Line line, Map<String, String> values) {
        return bundle.phrase(line.key(), Bundle.facts(values));
    }
}
