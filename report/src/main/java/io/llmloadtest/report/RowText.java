package io.llmloadtest.report;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.text.PhraseBook;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The cells of a row of comparisons; a dash for what is not known.
 *
 * @param row the row
 * @param book the language
 */
public record RowText(ComparisonView row, PhraseBook book) {

    /** What the client has. */
    public String client() {
        return amount(row.clientValue());
    }

    /** What the server has. */
    public String server() {
        return amount(row.serverValue());
    }

    /** The difference with its sign. */
    public String difference() {
        return row.differencePercent().isPresent()
                ? book.numbers().signedPercent(row.differencePercent().getAsDouble())
                : "-";
    }

    /** An amount of the row's kind. */
    public String amount(OptionalDouble amount) {
        if (amount.isEmpty()) {
            return "-";
        }
        double known = amount.getAsDouble();
        return switch (kind()) {
            case COUNT -> book.numbers().count(known);
            case LATENCY -> book.numbers().millis(known);
            case RATE, LOAD -> book.numbers().rate(known);
        };
    }

    private Quantity.Kind kind() {
        return Arrays.stream(Quantity.values()).filter(quantity -> quantity.rowName().equals(row.metricName()))
                .map(Quantity::kind).findFirst().orElse(Quantity.Kind.RATE);
    }
}
