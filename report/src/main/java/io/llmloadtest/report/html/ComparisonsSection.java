package io.llmloadtest.report.html;

import io.llmloadtest.report.AdditionalInfo;
import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.ReasonText;
import io.llmloadtest.report.RowText;
import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The client's numbers against the server's, row by row: for the run, and on demand for each level. */
final class ComparisonsSection {

    private final ResultDocument result;
    private final PhraseBook book;
    private final LevelNames names;

    ComparisonsSection(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
        names = new LevelNames(result, book);
    }

    Optional<Section> section() {
        return result.validation()
                .map(run -> new Section("comparisons", book.label(Label.PAGE_COMPARISONS), pieces(run)));
    }

    private List<Piece> pieces(ValidationView run) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(table(run, names.areSeveral() ? book.label(Label.WHOLE_RUN) : ""));
        pieces.add(new Piece.Facts(AdditionalInfo.of(run, book)));
        List<Piece> levels = new ArrayList<>();
        result.results().stream().filter(names::isToldInFull).forEach(level -> level.validation()
                .ifPresent(validation -> levels.add(table(validation, names.of(level)))));
        if (names.areSeveral() && !levels.isEmpty()) {
            pieces.add(new Piece.Folded(book.label(Label.PAGE_EACH_LEVEL), levels));
        }
        return pieces;
    }

    private Piece table(ValidationView validation, String of) {
        String caption = book.label(Label.VALIDATION_RESULTS) + (of.isEmpty() ? "" : ", " + of);
        return new Piece.Table(caption,
                List.of(Column.text(book.label(Label.METRIC)), Column.number(book.label(Label.CLIENT)),
                        Column.number(book.label(Label.SERVER)), Column.number(book.label(Label.DIFFERENCE)),
                        Column.number(book.label(Label.PAGE_TOLERANCE)), Column.text(book.label(Label.STATUS)),
                        Column.text(book.label(Label.PAGE_EVIDENCE))),
                validation.comparisons().stream().map(this::row).toList());
    }

    private List<Cell> row(ComparisonView row) {
        RowText text = new RowText(row, book);
        return List.of(Cell.of(row.metricName()), Cell.of(text.client()), Cell.of(text.server()),
                Cell.of(text.difference()), Cell.of(tolerance(row, text)), status(row.status()),
                new Cell(source(row.source()), ReasonText.of(row, book).orElse(""), ""));
    }

    private String tolerance(ComparisonView row, RowText text) {
        String share = "±" + book.numbers().share(row.tolerance());
        if (row.allowance() <= 0) {
            return share;
        }
        String allowance = "±" + text.amount(OptionalDouble.of(row.allowance()));
        return row.tolerance() > 0 ? share + ", " + allowance : allowance;
    }

    static Cell status(String status) {
        return new Cell(status, "", switch (status) {
            case "PASS", "PASSED" -> "pass";
            case "WARN", "WARNING" -> "warn";
            default -> "skip";
        });
    }

    private String source(String source) {
        return switch (source) {
            case "prometheus" -> book.label(Label.PROMETHEUS);
            case "docker_log" -> book.label(Label.DOCKER_LOG);
            case "otlp" -> book.label(Label.PAGE_TRACES);
            default -> book.label(Label.LOG);
        };
    }

    /** The verdict of a level in a word, with its shape; a dash where there is none. */
    static Cell verdict(LevelView level) {
        return level.validation().map(validation -> status(validation.overall())).orElse(Cell.of("-"));
    }
}
