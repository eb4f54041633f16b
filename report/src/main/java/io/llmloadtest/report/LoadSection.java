package io.llmloadtest.report;

import io.llmloadtest.report.Table.Column;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the client measured: errors before anything else, then the levels, then their latencies. */
final class LoadSection {

    private static final int MOST_MESSAGES = 5;
    private static final int LONGEST_MESSAGE = 400;

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;
    private final LevelNames names;

    LoadSection(ResultDocument result, Page page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
        names = new LevelNames(result, book);
    }

    void print() {
        header();
        errors();
        levels();
        result.results().stream().filter(names::isToldInFull).forEach(this::latencies);
    }

    private void header() {
        page.paragraph(book.label(Label.RUN) + ": ", Columns.clean(result.runId()));
        String server = result.target().serverKind()
                .map(kind -> ", " + kind + result.target().serverVersion().map(version -> " " + version).orElse(""))
                .orElse("");
        page.paragraph(book.label(Label.TARGET) + ": ",
                Columns.clean(result.target().serverUrl() + ", " + result.target().model() + server));
        page.paragraph(book.label(Label.STARTED) + ": ", result.startedAt().truncatedTo(ChronoUnit.SECONDS) + " ("
                + book.numbers().rate(result.durationSeconds()) + " s)");
        clock();
        if (result.status().equals("interrupted")) {
            page.paragraph("! ", book.label(Label.INTERRUPTED));
        }
    }

    /** Whose clock stamped, with how late the client was in the worst level. */
    private void clock() {
        boolean kernel = "kernel".equals(result.plan().get("client_clock"));
        if (!kernel && !"user".equals(result.plan().get("client_clock"))) {
            return;
        }
        Map<String, Fact> values = new TreeMap<>();
        result.results().stream().flatMapToDouble(level -> level.instrumentErrorMs().mean().stream()).max()
                .ifPresent(mean -> values.put("mean_ms", Fact.of(mean)));
        page.paragraph(book.label(Label.CLOCK) + ": ",
                book.label(kernel ? Label.CLOCK_KERNEL : Label.CLOCK_USER, values));
    }

    private void errors() {
        Map<String, Long> kinds = new LinkedHashMap<>();
        Map<String, Long> messages = new TreeMap<>();
        result.results().forEach(level -> {
            level.errors().forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
            level.errorMessages().forEach(said -> messages.merge(said.message(), said.count(), Long::sum));
        });
        kinds.values().removeIf(count -> count == 0);
        if (kinds.isEmpty()) {
            return;
        }
        page.heading(book.label(Label.ERRORS));
        if (result.results().stream().allMatch(level -> level.successfulRequests() == 0)) {
            page.paragraph("! ", book.label(Label.ERRORS_NONE_SUCCEEDED));
        }
        kinds.forEach((kind, count) -> page.line(
                "  " + Ink.RED.on(Columns.left(kind, 12) + Columns.right(book.numbers().count(count), 9),
                        page.style())));
        messages.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(MOST_MESSAGES)
                .forEach(said -> page.paragraph("  " + book.numbers().count(said.getValue()) + " x ",
                        Columns.clean(Columns.cut(said.getKey(), LONGEST_MESSAGE))));
        if (messages.size() > MOST_MESSAGES) {
            page.line("  ...");
        }
    }

    private void levels() {
        boolean rates = result.results().stream().anyMatch(level -> level.arrivals().isPresent());
        boolean goodput = result.results().stream().anyMatch(level -> !level.goodput().thresholds().isEmpty());
        List<Column> columns = new ArrayList<>();
        columns.add(column(Label.CONCURRENCY, 0));
        if (rates) {
            columns.add(column(Label.RATE, 0));
        }
        columns.addAll(List.of(column(Label.SENT, 2), column(Label.OK, 0), column(Label.FAILED, 0),
                column(Label.DURATION, 1), column(Label.REQUESTS_PER_SECOND, 0),
                column(Label.TOKENS_PER_SECOND, 0)));
        if (goodput) {
            columns.add(column(Label.GOODPUT, 0));
        }
        Table table = new Table(columns);
        result.results().forEach(level -> table.row(cells(level, rates, goodput)));
        page.heading(book.label(Label.LEVELS));
        table.print(page);
        result.results().forEach(this::arrivals);
    }

    private void arrivals(LevelView level) {
        level.arrivals().ifPresent(how -> {
            Map<String, Fact> values = new TreeMap<>();
            values.put("level", Fact.of(names.of(level)));
            how.achievedRate().ifPresent(rate -> values.put("achieved", Fact.of(rate)));
            how.achievedRateLow().ifPresent(rate -> values.put("low", Fact.of(rate)));
            how.achievedRateHigh().ifPresent(rate -> values.put("high", Fact.of(rate)));
            how.latenessMs().mean().ifPresent(late -> values.put("late", Fact.of(late)));
            how.issued().ifPresent(issued -> {
                values.put("held", Fact.of((double) issued.held()));
                values.put("unsent", Fact.of((double) issued.unsent()));
            });
            page.paragraph("", book.label(Label.ARRIVALS, values));
        });
    }

    private List<String> cells(LevelView level, boolean rates, boolean goodput) {
        List<String> cells = new ArrayList<>();
        cells.add(level.concurrency().isPresent() ? book.numbers().count(level.concurrency().getAsInt()) : "-");
        if (rates) {
            boolean atOnce = level.arrivals().filter(how -> how.process().equals("at-once")).isPresent();
            cells.add(atOnce ? "inf" : rate(level.requestRate()));
        }
        cells.addAll(List.of(book.numbers().count(level.totalRequests()),
                book.numbers().count(level.successfulRequests()), book.numbers().count(level.failedRequests()),
                book.numbers().rate(level.durationSeconds()), rate(level.requestRatePerSec()),
                rate(level.throughputTokensPerSec())));
        if (goodput) {
            OptionalDouble fraction = level.goodput().fraction();
            cells.add(fraction.isPresent() ? book.numbers().percent(100 * fraction.getAsDouble()) : "-");
        }
        return cells;
    }

    private String rate(OptionalDouble value) {
        return value.isPresent() ? book.numbers().rate(value.getAsDouble()) : "-";
    }

    private void latencies(LevelView level) {
        Map<String, LatencyView> latencies = new LinkedHashMap<>();
        latencies.put("TTFT", level.ttftMs());
        latencies.put("ITL", level.itlMs());
        latencies.put("TPOT", level.tpotMs());
        latencies.put("E2E", level.e2eLatencyMs());
        Table table = new Table(List.of(new Column("", 0), column(Label.MEAN, 0), new Column("p50", 0),
                new Column("p90", 2), new Column("p95", 3), new Column("p99", 0), column(Label.MIN, 4),
                column(Label.MAX, 1), column(Label.TRUST, 0)));
        latencies.forEach((name, latency) -> table.row(List.of(name, millis(latency.mean()),
                percentile("p50", latency.p50(), latency), percentile("p90", latency.p90(), latency),
                percentile("p95", latency.p95(), latency), percentile("p99", latency.p99(), latency),
                millis(latency.min()), millis(latency.max()), mark(latency))));
        page.heading(book.label(Label.LATENCY) + (names.areSeveral() ? ", " + names.of(level) : ""));
        table.print(page);
        latencies.forEach((name, latency) -> latency.censored().ifPresent(censored -> page.paragraph("! ",
                book.label(Label.TIMED_OUT, timedOut(name, censored)))));
    }

    private Map<String, Fact> timedOut(String name, LatencyView.CensoredView censored) {
        Map<String, Fact> values = new TreeMap<>();
        values.put("latency", Fact.of(name));
        values.put("requests", Fact.of((double) censored.count()));
        if (!censored.atLeast().isEmpty()) {
            values.put("bounds", Fact.of(censored.atLeast().entrySet().stream()
                    .map(bound -> bound.getKey().replace('_', '.') + " " + page.style().atLeast() + " "
                            + book.numbers().millis(bound.getValue()) + " ms")
                    .collect(Collectors.joining(", "))));
        }
        return values;
    }

    private String percentile(String name, OptionalDouble known, LatencyView latency) {
        return latency.censored().filter(censored -> censored.atLeast().containsKey(name))
                .map(censored -> page.style().atLeast()
                        + book.numbers().millis(censored.atLeast().getOrDefault(name, 0.0)))
                .orElseGet(() -> millis(known));
    }

    private String millis(OptionalDouble value) {
        return value.isPresent() ? book.numbers().millis(value.getAsDouble()) : "-";
    }

    private String mark(LatencyView latency) {
        return latency.count() == 0 ? "-" : switch (latency.mark().toLowerCase(Locale.ROOT)) {
            case "verified" -> book.label(Label.VERIFIED);
            case "bounded" -> book.label(Label.BOUNDED);
            default -> book.label(Label.CLIENT_ONLY);
        };
    }

    private Column column(Label label, int rank) {
        return new Column(book.label(label), rank);
    }
}
