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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the client measured: errors before anything else, then the levels, then their latencies. */
final class LoadSection {

    private static final int MOST_MESSAGES = 5;
    private static final int LONGEST_MESSAGE = 400;

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;
    private final LevelNames names;
    private final GroupTables groups;
    private final LatencyWords words;

    LoadSection(ResultDocument result, Page page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
        names = new LevelNames(result, book);
        groups = new GroupTables(result, page, book, names);
        words = new LatencyWords(book, page.style().atLeast());
    }

    void print() {
        header();
        errors();
        levels();
        result.results().stream().filter(names::isToldInFull).forEach(level -> {
            latencies(level);
            groups.print(level);
        });
    }

    /** What was run, of whom, when, and how the client measured. */
    void header() {
        page.paragraph(book.label(Label.RUN) + ": ", Columns.clean(result.runId()));
        String server = result.target().serverKind()
                .map(kind -> ", " + kind + result.target().serverVersion().map(version -> " " + version).orElse(""))
                .orElse("");
        page.paragraph(book.label(Label.TARGET) + ": ",
                Columns.clean(result.target().serverUrl() + ", " + result.target().model() + server));
        page.paragraph(book.label(Label.STARTED) + ": ", result.startedAt().truncatedTo(ChronoUnit.SECONDS) + " ("
                + book.numbers().rate(result.durationSeconds()) + " s)");
        clock();
        new InstrumentLine(result, book).print(page);
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
        boolean realTime = "real-time".equals(result.plan().get("client_priority"));
        page.paragraph(book.label(Label.CLOCK) + ": ",
                book.label(kernel ? Label.CLOCK_KERNEL : Label.CLOCK_USER, values)
                        + (realTime ? book.label(Label.CLOCK_REAL_TIME) : ""));
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
        if (!result.repeats().isEmpty()) {
            columns.add(column(Label.REPEAT, 0));
        }
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
        page.table(table);
        result.results().forEach(this::arrivals);
    }

    /** Whether the load of an open loop got out. */
    void arrivals(LevelView level) {
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
        if (!result.repeats().isEmpty()) {
            cells.add(level.statistics().map(known -> book.numbers().count(known.repeat())).orElse("-"));
        }
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

    /** The latencies of a level, and what is to know of them. */
    void latencies(LevelView level) {
        Map<String, LatencyView> latencies = new LinkedHashMap<>();
        latencies.put("TTFT", level.ttftMs());
        level.ttfoMs().ifPresent(ttfo -> latencies.put("TTFO", ttfo));
        latencies.put("ITL", level.itlMs());
        level.iclMs().ifPresent(icl -> latencies.put("ICL", icl));
        latencies.put("TPOT", level.tpotMs());
        latencies.put("E2E", level.e2eLatencyMs());
        boolean far = latencies.values().stream().anyMatch(known -> !known.withheld().containsKey("p99_9"));
        Table table = new Table(Stream.of(new Column("", 0), column(Label.MEAN, 0), new Column("p50", 0),
                new Column("p90", 2), new Column("p95", 3), new Column("p99", 0), new Column("p99.9", 5),
                column(Label.MIN, 4), column(Label.MAX, 1), column(Label.TRUST, 0))
                .filter(column -> far || !column.header().equals("p99.9")).toList());
        latencies.forEach((name, latency) -> table.row(cells(name, latency, far)));
        page.heading(book.label(Label.LATENCY) + (names.areSeveral() ? ", " + names.of(level) : ""));
        page.table(table);
        itlUnit(level);
        latencies.forEach((name, latency) -> latency.censored().ifPresent(censored -> page.paragraph("! ",
                book.label(Label.TIMED_OUT, timedOut(name, censored)))));
        fewValues(latencies.values(), far);
        latencies.keySet().removeAll(List.of("ITL", "ICL")); // never exact, and nobody expects it
        notExact(latencies);
    }

    /** How far off percentiles may be where there are too many values to keep each. */
    private void notExact(Map<String, LatencyView> latencies) {
        latencies.values().removeIf(latency -> latency.percentilesWithin().isEmpty());
        latencies.values().stream().map(LatencyView::percentilesWithin).flatMapToDouble(OptionalDouble::stream).max()
                .ifPresent(share -> page.paragraph("", book.label(Label.PERCENTILES_WITHIN,
                        Map.of("latencies", Fact.of(String.join(", ", latencies.keySet())), "share",
                                Fact.of(book.numbers().percent(100 * share))))));
    }

    private List<String> cells(String name, LatencyView latency, boolean far) {
        List<String> cells = new ArrayList<>(List.of(name, words.millis(latency.mean()),
                words.percentile("p50", latency.p50(), latency), words.percentile("p90", latency.p90(), latency),
                words.percentile("p95", latency.p95(), latency), words.percentile("p99", latency.p99(), latency)));
        if (far) {
            cells.add(words.percentile("p99_9", latency.p999(), latency));
        }
        cells.addAll(List.of(words.millis(latency.min()), words.millis(latency.max()), words.mark(latency)));
        return cells;
    }

    /** How many values it takes, where a dash stands for a percentile of some. */
    private void fewValues(Collection<LatencyView> latencies, boolean far) {
        Map<String, Long> least = new TreeMap<>();
        latencies.stream().filter(latency -> latency.count() > 0)
                .forEach(latency -> least.putAll(latency.withheld()));
        if (!far) {
            least.remove("p99_9"); // no column, so no dash
        }
        if (!least.isEmpty()) {
            page.paragraph("", book.label(Label.FEW_VALUES,
                    Map.of("percentiles", Fact.of(least.entrySet().stream().map(percentile -> percentile.getKey()
                            .replace('_', '.') + " (" + book.numbers().count(percentile.getValue()) + ")")
                            .collect(Collectors.joining(", "))))));
        }
    }

    /** What ITL lies between; not said where it is per chunk and nobody asked for anything else. */
    private void itlUnit(LevelView level) {
        boolean perToken = level.itlUnit().filter("token"::equals).isPresent();
        Object asked = result.plan().getOrDefault("tokens_per_chunk", "off");
        if (perToken) {
            page.paragraph("", book.label(Label.ITL_PER_TOKEN));
        } else if (level.itlUnit().isPresent() && !asked.equals("off")) {
            page.paragraph("! ", book.label(Label.ITL_PER_CHUNK));
        }
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

    private Column column(Label label, int rank) {
        return new Column(book.label(label), rank);
    }
}
