package io.llmloadtest.report;

import io.llmloadtest.compare.document.ComparisonDocument.EffectView;
import io.llmloadtest.compare.document.ComparisonDocument.SettingView;
import io.llmloadtest.report.Table.Column;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.OptionalDouble;

/** What the candidate did at one setting, a row for each measure. */
final class EffectTable {

    private final SettingView setting;
    private final String heading;
    private final ConsolePage page;
    private final PhraseBook book;

    EffectTable(SettingView setting, String heading, ConsolePage page, PhraseBook book) {
        this.setting = setting;
        this.heading = heading;
        this.page = page;
        this.book = book;
    }

    void print() {
        page.heading(heading);
        Table table = new Table(List.of(new Column(book.label(Label.METRIC), 0),
                new Column(book.label(Label.BASELINE), 1), new Column(book.label(Label.CANDIDATE), 1),
                new Column(book.label(Label.COMPARED_CHANGE), 0), new Column("95 %", 0),
                new Column(book.label(Label.COMPARED_DETECTABLE), 2),
                new Column(book.label(Label.COMPARED_OUTCOME), 0)));
        setting.effects().forEach(effect -> table.row(row(effect)));
        table.print(page);
    }

    private List<String> row(EffectView effect) {
        return List.of(effect.metric(), number(effect.unit(), effect.baseline().mean()),
                number(effect.unit(), effect.candidate().mean()), change(effect.change()),
                effect.changeLow().isPresent()
                        ? "[" + change(effect.changeLow()) + ", " + change(effect.changeHigh()) + "]"
                        : "-",
                change(effect.detectable()), outcome(effect.outcome()));
    }

    private String number(String unit, OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        return switch (unit) {
            case "ms" -> book.numbers().millis(value.getAsDouble());
            case "share" -> book.numbers().percent(100 * value.getAsDouble());
            default -> book.numbers().rate(value.getAsDouble());
        };
    }

    private String change(OptionalDouble change) {
        return change.isPresent() ? book.numbers().signedPercent(100 * change.getAsDouble()) : "-";
    }

    private String outcome(String outcome) {
        return switch (outcome) {
            case "better" -> book.label(Label.COMPARED_BETTER);
            case "same" -> book.label(Label.COMPARED_SAME);
            case "not_worse" -> book.label(Label.COMPARED_NOT_WORSE);
            case "worse" -> "! " + book.label(Label.COMPARED_WORSE);
            default -> "? " + book.label(Label.COMPARED_CANNOT_TELL);
        };
    }
}
