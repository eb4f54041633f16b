package io.llmloadtest.report.html;

import io.llmloadtest.report.chart.Chart;
import io.llmloadtest.report.chart.Key;
import io.llmloadtest.report.chart.Series;
import io.llmloadtest.report.html.model.Piece.Figure;
import io.llmloadtest.report.html.model.Piece.KeyEntry;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Charts with what they need to be understood: a caption, a key, and a description for who cannot see them. */
final class ChartWords {

    private ChartWords() {
    }

    static Figure figure(Chart chart) {
        List<KeyEntry> keys = chart.series().stream().filter(series -> !series.name().isEmpty()).map(Key::of)
                .map(key -> new KeyEntry(key.name(), StyleSheet.markup(key.sample()))).toList();
        return new Figure(chart.title(), StyleSheet.markup(chart.svg()), keys);
    }

    /** Between which values each series lies. */
    static String description(List<Series> series, PhraseBook book) {
        return series.stream().filter(each -> !each.name().isEmpty() && values(each).findAny().isPresent())
                .map(each -> book.label(Label.PAGE_RANGE,
                        Map.of("name", Fact.of(each.name()), "least",
                                Fact.of(book.numbers().rate(values(each).min().orElse(0))), "most",
                                Fact.of(book.numbers().rate(values(each).max().orElse(0))))))
                .collect(Collectors.joining(" "));
    }

    /** The largest of all values; 0 when there is none. */
    static double most(List<Series> series) {
        return series.stream().flatMapToDouble(ChartWords::values).max().orElse(0);
    }

    private static DoubleStream values(Series series) {
        return switch (series) {
            case Series.Line line -> line.pieces().stream().flatMap(List::stream).mapToDouble(Series.Point::y);
            case Series.Steps steps -> steps.steps().stream().mapToDouble(Series.Step::y);
            case Series.Band band -> band.ranges().stream().flatMapToDouble(r -> DoubleStream.of(r.low(), r.high()));
            case Series.Dots dots -> dots.points().stream().mapToDouble(Series.Point::y);
            case Series.Marks marks -> marks.points().stream().mapToDouble(Series.Point::y);
            case Series.Words _ -> DoubleStream.empty();
        };
    }
}
