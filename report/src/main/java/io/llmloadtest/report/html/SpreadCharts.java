package io.llmloadtest.report.html;

import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.chart.Axis;
import io.llmloadtest.report.chart.Chart;
import io.llmloadtest.report.chart.Series;
import io.llmloadtest.report.chart.Series.Shape;
import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.store.chronicle.Chronicle.Point;
import io.llmloadtest.store.chronicle.Chronicle.Spread;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** For each latency the share of requests that took at most so long, a line for each level; and the same as numbers. */
final class SpreadCharts {

    private static final double[] SHARES = {0.1, 0.25, 0.5, 0.75, 0.9, 1};

    private final ResultDocument result;
    private final Chronicle chronicle;
    private final PhraseBook book;
    private final AxisWords axes;
    private final List<LevelView> shown;

    SpreadCharts(ResultDocument result, Chronicle chronicle, PhraseBook book) {
        this.result = result;
        this.chronicle = chronicle;
        this.book = book;
        axes = new AxisWords(book.locale());
        shown = shown();
    }

    /** Those told in full; of more than there are inks, some from the first to the last. */
    private List<LevelView> shown() {
        LevelNames names = new LevelNames(result, book);
        List<LevelView> told = result.results().stream().filter(names::isToldInFull)
                .filter(level -> chronicle.spreads().stream().anyMatch(spread -> spread.level() == level.level()))
                .toList();
        if (told.size() <= Inks.COUNT) {
            return told;
        }
        List<LevelView> some = new ArrayList<>();
        for (int i = 0; i < Inks.COUNT; i++) {
            some.add(told.get(Math.round(i * (told.size() - 1) / (Inks.COUNT - 1f))));
        }
        return some;
    }

    List<Piece> pieces() {
        List<Piece.Figure> figures = new ArrayList<>();
        List<Piece> tables = new ArrayList<>();
        for (String latency : List.of("ttft", "tpot", "itl", "e2e")) {
            List<Spread> spreads = shown.stream().flatMap(level -> spread(level, latency).stream()).toList();
            if (!spreads.isEmpty()) {
                figures.add(figure(latency, spreads));
                tables.add(table(latency, spreads));
            }
        }
        if (figures.isEmpty()) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>(List.of(new Piece.Figures(figures)));
        long told = result.results().size();
        if (shown.size() < told) {
            pieces.add(new Piece.Paragraph(false, book.label(Label.PAGE_SOME_LEVELS,
                    Map.of("shown", Fact.of((double) shown.size()), "all", Fact.of((double) told)))));
        }
        pieces.add(new Piece.Folded(book.label(Label.PAGE_NUMBERS), tables));
        return pieces;
    }

    private Optional<Spread> spread(LevelView level, String latency) {
        return chronicle.spreads().stream()
                .filter(spread -> spread.level() == level.level() && spread.latency().equals(latency)).findFirst();
    }

    private Piece.Figure figure(String latency, List<Spread> spreads) {
        List<Series> series = new ArrayList<>();
        for (Spread spread : spreads) {
            int ink = 1 + place(spread);
            series.add(new Series.Line(name(spread), ink, List.of(line(spread)), Shape.NONE));
        }
        double least = spreads.stream().mapToDouble(spread -> spread.points().getFirst().millis()).min().orElse(0);
        double most = spreads.stream().mapToDouble(spread -> spread.points().getLast().millis()).max().orElse(1);
        Axis x = axes.values(least, most);
        return ChartWords.figure(new Chart("spread-" + latency, title(latency), description(spreads), x, axes.shares(),
                List.of(), series, Chart.Height.USUAL));
    }

    /** Steps, since between two values there is none. */
    private static List<Series.Point> line(Spread spread) {
        List<Series.Point> line = new ArrayList<>();
        double share = 0;
        for (Point point : spread.points()) {
            line.add(new Series.Point(point.millis(), share));
            line.add(new Series.Point(point.millis(), point.share()));
            share = point.share();
        }
        return line;
    }

    private String title(String latency) {
        return book.label(Label.PAGE_SPREAD, Map.of("latency", Fact.of(latency.toUpperCase(Locale.ROOT))));
    }

    private String description(List<Spread> spreads) {
        List<String> lines = spreads.stream()
                .map(spread -> name(spread) + ": " + book.label(Label.PAGE_HALF,
                        Map.of("half", Fact.of(at(spread, 0.5)), "most", Fact.of(at(spread, 1)))))
                .toList();
        return String.join(" ", lines);
    }

    private Piece table(String latency, List<Spread> spreads) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.text(book.label(Label.PAGE_LEVEL)), Column.number(book.label(Label.PAGE_VALUES))));
        for (double share : SHARES) {
            columns.add(Column.number(book.numbers().share(share)));
        }
        return new Piece.Table(title(latency) + " (ms)", columns, spreads.stream().map(this::row).toList());
    }

    private List<Cell> row(Spread spread) {
        List<Cell> cells = new ArrayList<>(
                List.of(Cell.of(name(spread)), Cell.of(book.numbers().count(spread.values()))));
        for (double share : SHARES) {
            cells.add(Cell.of(book.numbers().millis(at(spread, share))));
        }
        return cells;
    }

    /** The smallest value that so many are not above. */
    private static double at(Spread spread, double share) {
        return spread.points().stream().filter(point -> point.share() >= share - 1e-9).findFirst()
                .orElseGet(() -> spread.points().getLast()).millis();
    }

    private int place(Spread spread) {
        return shown.stream().map(LevelView::level).toList().indexOf(spread.level());
    }

    private String name(Spread spread) {
        return new LevelNames(result, book).of(shown.get(place(spread)));
    }
}
