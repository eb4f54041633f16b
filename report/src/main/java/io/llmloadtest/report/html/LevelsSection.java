package io.llmloadtest.report.html;

import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.Passages;
import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.StatisticsView.EstimateView;
import io.llmloadtest.store.StatisticsView.FiguresView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** The levels side by side: a table, and how latency grows with throughput where there are several. */
final class LevelsSection {

    private final ResultDocument result;
    private final PhraseBook book;
    private final LevelNames names;
    private final boolean goodput;

    LevelsSection(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
        names = new LevelNames(result, book);
        goodput = result.results().stream().anyMatch(level -> !level.goodput().thresholds().isEmpty());
    }

    Optional<Section> section() {
        if (result.results().isEmpty()) {
            return Optional.empty();
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Table(book.label(Label.PAGE_LEVELS), columns(),
                result.results().stream().map(this::row).toList()));
        if (result.repeats().isEmpty()
                && result.results().stream().anyMatch(level -> figures(level).isPresent())) {
            pieces.add(new Piece.Paragraph(false, book.label(Label.PAGE_INTERVALS)));
        }
        pieces.addAll(Pieces.of(new Passages(result, book).arrivals()));
        new LevelCharts(result, book).figures().ifPresent(pieces::add);
        return Optional.of(new Section("levels", book.label(Label.PAGE_LEVELS), pieces));
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(Column.text(book.label(Label.PAGE_LEVEL))));
        if (result.validation().isPresent()) {
            columns.add(Column.text(book.label(Label.PAGE_VERDICT)));
        }
        columns.addAll(List.of(Column.number(book.label(Label.OK)), Column.number(book.label(Label.FAILED)),
                Column.number(book.label(Label.DURATION)), Column.number(book.label(Label.REQUESTS_PER_SECOND)),
                Column.number(book.label(Label.TOKENS_PER_SECOND))));
        if (goodput) {
            columns.add(Column.number(book.label(Label.GOODPUT)));
        }
        columns.addAll(List.of(Column.number("TTFT (ms)"), Column.number("p95"), Column.number("TPOT (ms)"),
                Column.number("p95"), Column.number("E2E (ms)"), Column.number("p95")));
        return columns;
    }

    private List<Cell> row(LevelView level) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(names.of(level))));
        if (result.validation().isPresent()) {
            cells.add(ComparisonsSection.verdict(level));
        }
        DoubleFunction<String> perSecond = book.numbers()::rate;
        cells.addAll(List.of(Cell.of(book.numbers().count(level.successfulRequests())),
                Cell.of(book.numbers().count(level.failedRequests())),
                Cell.of(book.numbers().rate(level.durationSeconds())),
                cell(level.requestRatePerSec(), perSecond, interval(level, FiguresView::requestsPerSec, perSecond)),
                cell(level.throughputTokensPerSec(), perSecond,
                        interval(level, FiguresView::tokensPerSec, perSecond))));
        if (goodput) {
            OptionalDouble share = level.goodput().fraction();
            cells.add(cell(share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share,
                    book.numbers()::percent, ""));
        }
        DoubleFunction<String> millis = book.numbers()::millis;
        cells.addAll(List.of(
                cell(level.ttftMs().mean(), millis, interval(level, f -> f.ttftMs().mean(), millis)),
                cell(level.ttftMs(), "p95", level.ttftMs().p95(), interval(level, f -> f.ttftMs().p95(), millis)),
                cell(level.tpotMs().mean(), millis, interval(level, f -> f.tpotMs().mean(), millis)),
                cell(level.tpotMs(), "p95", level.tpotMs().p95(), interval(level, f -> f.tpotMs().p95(), millis)),
                cell(level.e2eLatencyMs().mean(), millis, interval(level, f -> f.e2eLatencyMs().mean(), millis)),
                cell(level.e2eLatencyMs(), "p95", level.e2eLatencyMs().p95(),
                        interval(level, f -> f.e2eLatencyMs().p95(), millis))));
        return cells;
    }

    private Cell cell(LatencyView latency, String name, OptionalDouble value, String interval) {
        return latency.censored().filter(censored -> censored.atLeast().containsKey(name))
                .map(censored -> Cell.of("≥" + book.numbers().millis(censored.atLeast().getOrDefault(name, 0.0))))
                .orElseGet(() -> cell(value, book.numbers()::millis, interval));
    }

    private static Cell cell(OptionalDouble value, DoubleFunction<String> form, String interval) {
        return value.isPresent() ? new Cell(form.apply(value.getAsDouble()), interval, "") : Cell.of("-");
    }

    /** Within this one run; of repeats, those between them are told elsewhere and these would only mislead. */
    private String interval(LevelView level, Function<FiguresView, EstimateView> of, DoubleFunction<String> form) {
        return figures(level).map(of).filter(estimate -> estimate.low().isPresent() && estimate.high().isPresent())
                .map(estimate -> form.apply(estimate.low().getAsDouble()) + " – "
                        + form.apply(estimate.high().getAsDouble()))
                .orElse("");
    }

    private Optional<FiguresView> figures(LevelView level) {
        return result.repeats().isEmpty() ? level.statistics().flatMap(known -> known.withinRun()) : Optional.empty();
    }
}
