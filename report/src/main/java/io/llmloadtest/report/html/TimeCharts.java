package io.llmloadtest.report.html;

import io.llmloadtest.report.chart.Axis;
import io.llmloadtest.report.chart.Chart;
import io.llmloadtest.report.chart.Chart.Region;
import io.llmloadtest.report.chart.LinearScale;
import io.llmloadtest.report.chart.Series;
import io.llmloadtest.report.chart.Series.Point;
import io.llmloadtest.report.chart.Series.Shape;
import io.llmloadtest.report.html.model.Piece.Figure;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.store.chronicle.Chronicle.Failure;
import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import io.llmloadtest.store.chronicle.Chronicle.LogMark;
import io.llmloadtest.store.chronicle.Chronicle.Moment;
import io.llmloadtest.store.chronicle.Chronicle.Phase;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The charts of the time axis. All of them have the same horizontal axis and the same shaded levels. */
final class TimeCharts {

    private final ResultDocument result;
    private final Chronicle chronicle;
    private final PhraseBook book;
    private final AxisWords axes;
    private final Axis time;
    private final List<Region> regions;

    TimeCharts(ResultDocument result, Chronicle chronicle, PhraseBook book) {
        this.result = result;
        this.chronicle = chronicle;
        this.book = book;
        axes = new AxisWords(book.locale());
        time = axes.time(chronicle.seconds());
        regions = chronicle.phases().stream().filter(phase -> !phase.warmUp()).map(this::region).toList();
    }

    private Region region(Phase phase) {
        Optional<LevelView> level = result.results().stream().filter(each -> each.level() == phase.level()).findFirst();
        return new Region(phase.from(), phase.to(), level.map(each -> LevelMark.of(each, book)).orElse(""));
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("flight", Label.PAGE_FLIGHT, flight(), Chart.Height.USUAL));
        figures.add(figure("tokens", Label.PAGE_TOKENS, tokens(), Chart.Height.USUAL));
        List<Series> cache = List.of(server(Label.PAGE_KV_SERVER, Inks.SERVER, Moment::kvPercent));
        if (ChartWords.most(cache) > 0) {
            figures.add(figure("cache", Label.PAGE_KV, cache, Chart.Height.LOW));
        }
        if (!chronicle.firstTokens().isEmpty()) {
            figures.add(firstTokens());
        }
        trouble().ifPresent(figures::add);
        return figures;
    }

    private Figure figure(String id, Label title, List<Series> series, Chart.Height height) {
        return ChartWords.figure(new Chart("time-" + id, book.label(title), ChartWords.description(series, book), time,
                axes.amounts(ChartWords.most(series)), regions, series, height));
    }

    private List<Series> flight() {
        List<Series> series = new ArrayList<>();
        series.add(new Series.Band("", Inks.CLIENT, chronicle.client().stream()
                .map(each -> new Series.Range(each.from(), each.to(), each.least(), each.most())).toList()));
        series.add(new Series.Steps(book.label(Label.PAGE_FLIGHT_CLIENT), Inks.CLIENT, chronicle.client().stream()
                .map(each -> new Series.Step(each.from(), each.to(), each.mean())).toList()));
        if (!chronicle.server().isEmpty()) {
            series.add(server(Label.PAGE_RUNNING, Inks.SERVER, Moment::running));
            series.add(server(Label.PAGE_WAITING, Inks.QUEUE, Moment::waiting));
        }
        return series;
    }

    private List<Series> tokens() {
        List<Series> series = new ArrayList<>();
        series.add(new Series.Steps(book.label(Label.PAGE_TOKENS_CLIENT), Inks.CLIENT, chronicle.client().stream()
                .map(each -> new Series.Step(each.from(), each.to(), each.tokensPerSecond())).toList()));
        if (chronicle.server().stream().anyMatch(moment -> moment.tokensPerSecond().isPresent())) {
            series.add(new Series.Steps(book.label(Label.PAGE_TOKENS_SERVER), Inks.SERVER, chronicle.server().stream()
                    .filter(moment -> moment.tokensPerSecond().isPresent()).map(moment -> new Series.Step(
                            moment.since(), moment.at(), moment.tokensPerSecond().getAsDouble()))
                    .toList()));
        }
        return series;
    }

    /** A line through what is known; broken where the server did not tell. */
    private Series server(Label name, int ink, Function<Moment, OptionalDouble> what) {
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (Moment moment : chronicle.server()) {
            OptionalDouble value = what.apply(moment);
            if (value.isPresent()) {
                piece.add(new Point(moment.at(), value.getAsDouble()));
            } else if (!piece.isEmpty()) {
                pieces.add(List.copyOf(piece));
                piece.clear();
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return new Series.Line(book.label(name), ink, pieces, Shape.NONE);
    }

    private Figure firstTokens() {
        List<Series> series = new ArrayList<>();
        series.add(new Series.Dots(book.label(Label.PAGE_REQUEST), Inks.CLIENT, points(false)));
        if (chronicle.firstTokens().stream().anyMatch(FirstToken::warmUp)) {
            series.add(new Series.Dots(book.label(Label.PAGE_WARM_UP), Inks.MINOR, points(true)));
        }
        double least = chronicle.firstTokens().stream().mapToDouble(FirstToken::millis).min().orElse(0);
        return ChartWords.figure(new Chart("time-ttft", book.label(Label.PAGE_TTFT),
                ChartWords.description(series, book), time, axes.values(least, ChartWords.most(series)), regions,
                series, Chart.Height.USUAL));
    }

    private List<Point> points(boolean warmUp) {
        return chronicle.firstTokens().stream().filter(point -> point.warmUp() == warmUp)
                .map(point -> new Point(point.at(), point.millis())).toList();
    }

    /** Failures in lanes by kind, and what the log told of below them. */
    private Optional<Figure> trouble() {
        List<String> kinds = chronicle.failures().stream().map(Failure::kind).distinct().sorted().toList();
        List<Series> series = new ArrayList<>();
        List<String> lanes = new ArrayList<>();
        for (String kind : kinds) {
            lanes.add(kind);
            int lane = lanes.size();
            series.add(new Series.Marks(book.label(Label.PAGE_FAILURES, Map.of("kind", Fact.of(kind), "requests",
                    Fact.of((double) count(kind)))), Inks.TROUBLE, Shape.CROSS,
                    chronicle.failures().stream().filter(failure -> failure.kind().equals(kind))
                            .map(failure -> new Point(failure.at(), -lane)).toList()));
        }
        logged(Label.PAGE_LOG_ERROR, Inks.TROUBLE, Shape.TRIANGLE, true, lanes, series);
        logged(Label.PAGE_LOG_WARNING, Inks.SERVER, Shape.DIAMOND, false, lanes, series);
        if (lanes.isEmpty()) {
            return Optional.empty();
        }
        Axis y = new Axis(new LinearScale(-lanes.size() - 0.6, -0.4, 1), IntStream.range(0, lanes.size())
                .mapToObj(lane -> new Axis.Label(-lane - 1, "")).toList());
        return Optional.of(ChartWords.figure(new Chart("time-trouble", book.label(Label.PAGE_TROUBLE),
                book.label(Label.PAGE_LANES, Map.of("lanes", Fact.of(names(series)))), time, y, regions, series,
                Chart.Height.LOW)));
    }

    private static List<String> names(List<Series> series) {
        return series.stream().map(Series::name).toList();
    }

    private void logged(Label name, int ink, Shape shape, boolean errors, List<String> lanes, List<Series> series) {
        List<LogMark> marks = chronicle.log().stream().filter(mark -> mark.error() == errors).toList();
        if (marks.isEmpty()) {
            return;
        }
        lanes.add(book.label(name));
        int lane = lanes.size();
        List<List<Point>> pieces = marks.stream()
                .map(mark -> List.of(new Point(mark.first(), -lane), new Point(mark.last(), -lane))).toList();
        series.add(new Series.Line(book.label(name), ink, pieces, shape));
    }

    private long count(String kind) {
        return chronicle.failures().stream().filter(failure -> failure.kind().equals(kind))
                .mapToLong(Failure::requests).sum();
    }
}
