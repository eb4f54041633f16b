package io.llmloadtest.report.html;

import io.llmloadtest.report.chart.Axis;
import io.llmloadtest.report.chart.Chart;
import io.llmloadtest.report.chart.Series;
import io.llmloadtest.report.chart.Series.Point;
import io.llmloadtest.report.chart.Series.Shape;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How latency grows with throughput, level by level: a chart for each latency that two levels or more have. */
final class LevelCharts {

    private static final int MOST_WORDS = 12;

    private final ResultDocument result;
    private final PhraseBook book;
    private final AxisWords axes;
    private final boolean tokens;

    LevelCharts(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
        axes = new AxisWords(book.locale());
        tokens = result.results().stream().anyMatch(level -> level.throughputTokensPerSec().orElse(0) > 0);
    }

    Optional<Piece> figures() {
        List<Piece.Figure> figures = new ArrayList<>();
        figure("TTFT", LevelView::ttftMs).ifPresent(figures::add);
        figure("TPOT", LevelView::tpotMs).ifPresent(figures::add);
        figure("E2E", LevelView::e2eLatencyMs).ifPresent(figures::add);
        return figures.isEmpty() ? Optional.empty() : Optional.of(new Piece.Figures(figures));
    }

    private Optional<Piece.Figure> figure(String name, Function<LevelView, LatencyView> of) {
        List<Point> means = points(level -> of.apply(level).mean());
        if (means.size() < 2) {
            return Optional.empty();
        }
        List<Series> series = new ArrayList<>();
        series.add(line(book.label(Label.MEAN), 1, means));
        List<Point> far = points(level -> of.apply(level).p95());
        if (!far.isEmpty()) {
            series.add(line("p95", 2, far));
        }
        series.add(new Series.Words(words(of)));
        Axis x = axes.amounts(means.stream().mapToDouble(Point::x).max().orElse(0));
        Axis y = axes.amounts(ChartWords.most(series));
        String title = book.label(tokens ? Label.PAGE_OVER_TOKENS : Label.PAGE_OVER_REQUESTS,
                Map.of("latency", Fact.of(name)));
        return Optional.of(ChartWords.figure(new Chart("levels-" + name.toLowerCase(java.util.Locale.ROOT), title,
                ChartWords.description(series, book), x, y, List.of(), series, Chart.Height.USUAL)));
    }

    private static Series line(String name, int ink, List<Point> points) {
        return new Series.Line(name, ink, List.of(points), Shape.ofInk(ink));
    }

    /** In the order of the settings, so that a line shows when more load brings no more throughput. */
    private List<Point> points(Function<LevelView, OptionalDouble> y) {
        return levels().filter(level -> x(level).isPresent() && y.apply(level).isPresent())
                .map(level -> new Point(x(level).orElse(0), y.apply(level).orElse(0))).toList();
    }

    private java.util.stream.Stream<LevelView> levels() {
        return result.results().stream().sorted(Comparator.comparingDouble(LevelCharts::setting));
    }

    private static double setting(LevelView level) {
        return level.requestRate().orElse(level.concurrency().orElse(0));
    }

    private OptionalDouble x(LevelView level) {
        return tokens ? level.throughputTokensPerSec() : level.requestRatePerSec();
    }

    private List<Series.Word> words(Function<LevelView, LatencyView> of) {
        return result.results().size() > MOST_WORDS
                ? List.of()
                : levels().filter(level -> x(level).isPresent() && of.apply(level).mean().isPresent())
                        .map(level -> new Series.Word(x(level).orElse(0), of.apply(level).mean().orElse(0),
                                LevelMark.of(level, book)))
                        .toList();
    }
}
