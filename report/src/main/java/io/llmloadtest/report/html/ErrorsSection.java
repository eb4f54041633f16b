package io.llmloadtest.report.html;

import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Plain;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.store.chronicle.Chronicle.LogMark;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Failed requests by kind and in the words of server or system; what the server logged. Nothing when all went well. */
final class ErrorsSection {

    private static final int MOST_MESSAGES = 50;
    private static final int LONGEST_MESSAGE = 400;

    private final ResultDocument result;
    private final Chronicle chronicle;
    private final PhraseBook book;

    ErrorsSection(ResultDocument result, Chronicle chronicle, PhraseBook book) {
        this.result = result;
        this.chronicle = chronicle;
        this.book = book;
    }

    Optional<Section> section() {
        List<Piece> pieces = new ArrayList<>();
        kinds(pieces);
        messages(pieces);
        log(pieces);
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("errors", book.label(Label.PAGE_ERRORS), pieces));
    }

    private void kinds(List<Piece> pieces) {
        Map<String, Long> kinds = new LinkedHashMap<>();
        result.results().forEach(level -> level.errors().forEach((kind, count) -> kinds.merge(kind, count, Long::sum)));
        kinds.values().removeIf(count -> count == 0);
        if (kinds.isEmpty()) {
            return;
        }
        if (result.results().stream().allMatch(level -> level.successfulRequests() == 0)) {
            pieces.add(new Piece.Paragraph(true, book.label(Label.ERRORS_NONE_SUCCEEDED)));
        }
        pieces.add(new Piece.Table(book.label(Label.PAGE_FAILED),
                List.of(Column.text(book.label(Label.PAGE_KIND)), Column.number(book.label(Label.PAGE_REQUESTS))),
                kinds.entrySet().stream()
                        .map(kind -> List.of(Cell.of(kind.getKey()), Cell.of(book.numbers().count(kind.getValue()))))
                        .toList()));
    }

    private void messages(List<Piece> pieces) {
        Map<String, Long> messages = new TreeMap<>();
        result.results().forEach(level -> level.errorMessages()
                .forEach(said -> messages.merge(Plain.of(said.message(), LONGEST_MESSAGE), said.count(), Long::sum)));
        if (messages.isEmpty()) {
            return;
        }
        List<List<Cell>> rows = messages.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(MOST_MESSAGES)
                .map(said -> List.of(Cell.of(said.getKey()), Cell.of(book.numbers().count(said.getValue())))).toList();
        pieces.add(new Piece.Table(book.label(Label.PAGE_MESSAGES),
                List.of(Column.text(book.label(Label.PAGE_MESSAGE)), Column.number(book.label(Label.PAGE_REQUESTS))),
                rows));
    }

    private void log(List<Piece> pieces) {
        if (chronicle.log().isEmpty()) {
            return;
        }
        pieces.add(new Piece.Table(book.label(Label.PAGE_LOGGED),
                List.of(Column.text(book.label(Label.PAGE_MESSAGE)), Column.text(book.label(Label.PAGE_KIND)),
                        Column.number(book.label(Label.PAGE_TIMES)), Column.number(book.label(Label.PAGE_FIRST)),
                        Column.number(book.label(Label.PAGE_LAST))),
                chronicle.log().stream().limit(MOST_MESSAGES).map(this::row).toList()));
    }

    private List<Cell> row(LogMark mark) {
        return List.of(Cell.of(Plain.of(mark.message(), LONGEST_MESSAGE)),
                Cell.of(book.label(mark.error() ? Label.PAGE_LOG_ERROR : Label.PAGE_LOG_WARNING)),
                Cell.of(book.numbers().count(mark.count())), Cell.of(book.numbers().rate(mark.first()) + " s"),
                Cell.of(book.numbers().rate(mark.last()) + " s"));
    }
}
