package io.llmloadtest.report;

import io.llmloadtest.store.LatencyView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The numbers of a latency as people read them; a dash for what is not known.
 *
 * @param book the language
 * @param atLeast what stands before a number that is only known to be that large
 */
public record LatencyWords(PhraseBook book, String atLeast) {

    /** A percentile, or its lower bound where it falls among requests that timed out. */
    public String percentile(String name, OptionalDouble known, LatencyView latency) {
        return latency.censored().filter(censored -> censored.atLeast().containsKey(name))
                .map(censored -> atLeast + book.numbers().millis(censored.atLeast().getOrDefault(name, 0.0)))
                .orElseGet(() -> millis(known));
    }

    /** Milliseconds. */
    public String millis(OptionalDouble value) {
        return value.isPresent() ? book.numbers().millis(value.getAsDouble()) : "-";
    }

    /** How far the server's record bears it out. */
    public String mark(LatencyView latency) {
        return latency.count() == 0 ? "-" : switch (latency.mark().toLowerCase(Locale.ROOT)) {
            case "verified" -> book.label(Label.VERIFIED);
            case "bounded" -> book.label(Label.BOUNDED);
            default -> book.label(Label.CLIENT_ONLY);
        };
    }
}
