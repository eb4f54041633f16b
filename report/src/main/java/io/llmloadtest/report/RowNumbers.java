package io.llmloadtest.report;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.text.PhraseBook;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The numbers of a row of the comparison as people read them; a dash for what is not known.
 *
 * @param book the language
 */
public record RowNumbers(PhraseBook book) {

    /** One of the row's values. */
    public String amount(ComparisonView row, OptionalDouble amount) {
        if (amount.isEmpty()) {
            return "-";
        }
        double known = amount.getAsDouble();
        Quantity.Kind kind = Arrays.stream(Quantity.values())
                .filter(quantity -> quantity.rowName().equals(row.metricName())).map(Quantity::kind).findFirst()
                .orElse(Quantity.Kind.RATE);
        return switch (kind) {
            case COUNT -> book.numbers().count(known);
            case LATENCY -> book.numbers().millis(known);
            case RATE, LOAD -> book.numbers().rate(known);
        };
    }

    /** How far the client's lies from the server's. */
    public String difference(ComparisonView row) {
        OptionalDouble percent = row.differencePercent();
        return percent.isPresent() ? book.numbers().signedPercent(percent.getAsDouble()) : "-";
    }
}
