package io.llmloadtest.report.html;

import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Plain;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole plan, setting by setting; secrets were never in it. */
final class PlanSection {

    private static final int MOST_ROWS = 300;
    private static final int LONGEST_VALUE = 600;
    private static final int DEEPEST = 6;

    private final ResultDocument result;
    private final PhraseBook book;
    private final List<List<Cell>> rows = new ArrayList<>();

    PlanSection(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
    }

    Optional<Section> section() {
        add("", result.plan(), 0);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String title = book.label(Label.PAGE_PLAN);
        return Optional.of(new Section("plan", title,
                List.of(new Piece.Folded(book.label(Label.PAGE_SETTINGS), List.of(new Piece.Table(title, List
                        .of(Column.text(book.label(Label.PAGE_SETTING)), Column.text(book.label(Label.PAGE_VALUE))),
                        rows))))));
    }

    private void add(String name, Object value, int depth) {
        if (value instanceof Map<?, ?> map && depth < DEEPEST) {
            map.forEach((key, inner) -> {
                if (inner != null) {
                    add(name.isEmpty() ? String.valueOf(key) : name + "." + key, inner, depth + 1);
                }
            });
        } else if (rows.size() < MOST_ROWS) {
            rows.add(List.of(Cell.of(name), Cell.of(Plain.of(text(value), LONGEST_VALUE))));
        }
    }

    private static String text(Object value) {
        String text = value instanceof List<?> list
                ? String.join(", ", list.stream().limit(LONGEST_VALUE).map(PlanSection::single).toList())
                : single(value);
        return text.isEmpty() ? "-" : text;
    }

    /** A whole number without its point: in a plan read back from its folder it has none either. */
    private static String single(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }
}
