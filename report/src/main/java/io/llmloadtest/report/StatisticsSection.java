package io.llmloadtest.report;

import io.llmloadtest.report.Table.Column;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.RepeatedView;
import io.llmloadtest.store.RepeatedView.BetweenView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.StatisticsView;
import io.llmloadtest.store.StatisticsView.EstimateView;
import io.llmloadtest.store.StatisticsView.FiguresView;
import io.llmloadtest.store.StatisticsView.SpreadView;
import io.llmloadtest.store.StatisticsView.SteadyView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

/**
 * How exactly the numbers are known: over the repeats of each setting where there are some, else within the run; and what
 * each level was like while steady.
 */
final class StatisticsSection {

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;
    private final LevelNames names;

    StatisticsSection(ResultDocument result, Page page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
        names = new LevelNames(result, book);
    }

    void print() {
        if (result.repeats().isEmpty()) {
            result.results().stream().filter(names::isToldInFull)
                    .forEach(level -> level.statistics().ifPresent(known -> withinRun(level, known)));
        } else {
            result.repeats().forEach(this::repeated);
            steadyParts();
        }
    }

    private void repeated(RepeatedView setting) {
        int counted = setting.levels().size() - setting.leftOut().size();
        String name = result.results().stream().filter(level -> setting.levels().contains(level.level())).findFirst()
                .map(level -> ", " + names.ofSetting(level)).orElse("");
        page.heading(book.label(Label.BETWEEN_RUNS, Map.of("repeats", Fact.of((double) counted))) + name);
        Table table = new Table(List.of(new Column("", 0), new Column(book.label(Label.MEAN), 0), new Column("95 %", 0),
                new Column(book.label(Label.MIN), 1), new Column(book.label(Label.MAX), 1),
                new Column(book.label(Label.DEVIATION), 2)));
        setting.measures().forEach((key, measure) -> table.row(between(key, measure)));
        page.table(table);
        if (!setting.leftOut().isEmpty()) {
            page.paragraph("! ", book.label(Label.LEFT_OUT,
                    Map.of("repeats", Fact.of((double) setting.leftOut().size()))));
        }
    }

    private List<String> between(String key, BetweenView measure) {
        DoubleFunction<String> form = key.contains("_ms_") ? book.numbers()::millis : book.numbers()::rate;
        return List.of(measureName(key), form.apply(measure.mean()), interval(measure.low(), measure.high(), form),
                form.apply(measure.min()), form.apply(measure.max()),
                measure.std().isPresent() && measure.mean() != 0
                        ? book.numbers().percent(100 * measure.std().getAsDouble() / Math.abs(measure.mean()))
                        : "-");
    }

    /** {@code ttft_ms_p95} reads TTFT p95. */
    private String measureName(String key) {
        int unit = key.indexOf("_ms_");
        if (unit < 0) {
            return book.label(key.startsWith("throughput") ? Label.TOKENS_PER_SECOND : Label.REQUESTS_PER_SECOND);
        }
        String what = key.substring(unit + "_ms_".length());
        return key.substring(0, unit).replace("_latency", "").toUpperCase(Locale.ROOT) + " "
                + (what.equals("mean") ? book.label(Label.MEAN) : what);
    }

    private void withinRun(LevelView level, StatisticsView known) {
        page.heading(book.label(Label.WITHIN_RUN) + (names.areSeveral() ? ", " + names.of(level) : ""));
        known.withinRun().ifPresent(this::figures);
        page.paragraph("", steady(level, known.steady()));
        known.steady().figures().ifPresent(this::figures);
        known.withinRun().map(FiguresView::oneIn).orElse(OptionalInt.empty()).ifPresent(every -> page.paragraph("",
                book.label(Label.ONE_IN, Map.of("every", Fact.of((double) every)))));
    }

    /** Of repeats, whose own intervals would only draw the eye from those between them. */
    private void steadyParts() {
        page.heading(book.label(Label.STEADY_PARTS));
        result.results().forEach(level -> level.statistics().ifPresent(
                known -> page.paragraph("- " + names.of(level) + ": ", steady(level, known.steady()))));
    }

    private String steady(LevelView level, SteadyView steady) {
        String reason = Stream.of(Label.values())
                .filter(label -> label.name().equals("STEADY_" + steady.reason().toUpperCase(Locale.ROOT))).findFirst()
                .map(book::label).orElse(steady.reason());
        Map<String, Fact> values = new LinkedHashMap<>();
        values.put("reason", Fact.of(reason));
        steady.figures().ifPresent(figures -> {
            double start = level.span().active().from();
            values.put("from", seconds(figures.window().from() - start));
            values.put("to", seconds(figures.window().to() - start));
            values.put("requests", Fact.of((double) figures.requests()));
            values.put("all", Fact.of((double) level.totalRequests()));
        });
        return book.label(steady.figures().isPresent() ? Label.STEADY : Label.NOT_STEADY, values);
    }

    /** To the millisecond: the window opens a nanosecond before the first send. */
    private static Fact seconds(double time) {
        return Fact.of(Math.max(0, Math.round(time * 1e3) / 1e3));
    }

    private void figures(FiguresView figures) {
        Table table = new Table(List.of(new Column("", 0), new Column(book.label(Label.MEAN), 0), new Column("p50", 1),
                new Column("p95", 2), new Column("p99", 3)));
        DoubleFunction<String> perSecond = book.numbers()::rate;
        table.row(List.of(book.label(Label.TOKENS_PER_SECOND), estimate(figures.tokensPerSec(), perSecond), "", "",
                ""));
        table.row(List.of(book.label(Label.REQUESTS_PER_SECOND), estimate(figures.requestsPerSec(), perSecond), "", "",
                ""));
        Map<String, SpreadView> latencies = new LinkedHashMap<>();
        latencies.put("TTFT", figures.ttftMs());
        latencies.put("TPOT", figures.tpotMs());
        latencies.put("E2E", figures.e2eLatencyMs());
        DoubleFunction<String> millis = book.numbers()::millis;
        latencies.forEach((name, latency) -> table.row(List.of(name, estimate(latency.mean(), millis),
                estimate(latency.p50(), millis), estimate(latency.p95(), millis), estimate(latency.p99(), millis))));
        page.table(table);
    }

    private static String estimate(EstimateView estimate, DoubleFunction<String> form) {
        if (estimate.value().isEmpty()) {
            return "-";
        }
        String value = form.apply(estimate.value().getAsDouble());
        return estimate.low().isPresent() ? value + " " + interval(estimate.low(), estimate.high(), form) : value;
    }

    private static String interval(OptionalDouble low, OptionalDouble high, DoubleFunction<String> form) {
        return low.isPresent() && high.isPresent()
                ? "[" + form.apply(low.getAsDouble()) + ", " + form.apply(high.getAsDouble()) + "]"
                : "-";
    }
}
