package io.llmloadtest.report.export;

import static io.llmloadtest.report.export.MarkdownPage.code;
import static io.llmloadtest.report.export.MarkdownPage.strong;
import static io.llmloadtest.report.export.MarkdownPage.text;

import io.llmloadtest.report.LatencyWords;
import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.RowText;
import io.llmloadtest.report.SearchWords;
import io.llmloadtest.report.SloWords;
import io.llmloadtest.report.export.MarkdownPage.Inline;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SloView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the page says, in this order: verdict, warnings with advice, objectives, comparison, levels, latencies. */
final class MarkdownSummary {

    private static final int LONGEST_NAME = 80;

    private final ResultDocument document;
    private final PhraseBook book;
    private final int most;
    private final Words words;
    private final LatencyWords latencies;
    private final LevelNames names;
    private final MarkdownPage page = new MarkdownPage();

    /** {@code most} is how many levels, findings and rows are told, of each. */
    MarkdownSummary(ResultDocument document, PhraseBook book, int most) {
        this.document = document;
        this.book = book;
        this.most = most;
        words = new Words(book);
        latencies = new LatencyWords(book, "≥");
        names = new LevelNames(document, book);
    }

    String render() {
        verdict();
        run();
        document.validation().ifPresent(this::findings);
        errors();
        slo();
        document.validation().ifPresent(this::comparison);
        levels();
        latencies();
        return page.render();
    }

    private void verdict() {
        page.heading(2, text(document.validation()
                .map(validation -> mark(validation.overall()) + " llm-loadtest: " + words.headline(validation))
                .orElse("❔ llm-loadtest")));
        if (document.validation().isEmpty()) {
            page.paragraph(strong(book.label(Label.SKIPPED_VALIDATION)));
        }
        if (document.status().equals("interrupted")) {
            page.paragraph(strong(book.label(Label.INTERRUPTED)));
        }
    }

    private static String mark(String overall) {
        return switch (overall) {
            case "PASSED" -> "✅";
            case "WARNING" -> "⚠️";
            default -> "❔";
        };
    }

    private void run() {
        List<Inline> line = new ArrayList<>(List.of(text(book.label(Label.RUN) + ": "),
                code(name(document.runId())), text("; " + book.label(Label.TARGET) + ": ")));
        List<String> target = Words.target(document);
        for (int i = 0; i < target.size(); i++) {
            line.add(text(i == 0 ? "" : ", "));
            line.add(code(name(target.get(i))));
        }
        line.add(text(" (" + book.numbers().rate(document.durationSeconds()) + " s)"));
        page.paragraph(line.toArray(Inline[]::new));
    }

    private void findings(ValidationView validation) {
        List<FindingView> warnings = Words.warnings(validation);
        page.list(first(warnings).map(this::finding).toList());
        leftOut(warnings.size());
    }

    private List<Inline> finding(FindingView finding) {
        String levels = Words.line(names.of(finding.levels()));
        return List.of(code(name(finding.id())), text(levels.isEmpty() ? ": " : " (" + levels + "): "),
                text(words.sentence(finding)), text(" → "), text(words.advice(finding)));
    }

    private void errors() {
        List<LevelView> failed = document.results().stream().filter(level -> level.failedRequests() > 0).toList();
        if (failed.isEmpty()) {
            return;
        }
        page.heading(3, text(book.label(Label.ERRORS)));
        page.list(Stream.concat(first(failed).map(level -> List.of(text(prefix(level) + words.failed(level)))),
                words.messages(failed.stream()).stream().map(message -> List.of(code(message)))).toList());
    }

    private String prefix(LevelView level) {
        return names.areSeveral() ? Words.line(names.of(level)) + ": " : "";
    }

    private void slo() {
        List<LevelView> held = document.results().stream().filter(level -> level.slo().isPresent()).toList();
        if (held.isEmpty()) {
            return;
        }
        page.heading(3, text(book.label(Label.SLO)));
        document.search().ifPresent(search -> new SearchWords(document, search, book).conclusion()
                .forEach(line -> page.paragraph(text(Words.line(line)))));
        page.list(first(held).map(level -> level.slo().map(slo -> objectives(level, slo)).orElse(List.of())).toList());
        leftOut(held.size());
    }

    private List<Inline> objectives(LevelView level, SloView slo) {
        SloWords said = new SloWords(book, "≥");
        List<Inline> line = new ArrayList<>(List.of(text(prefix(level)), strong(said.outcome(slo.outcome()))));
        slo.objectives().forEach(objective -> line.add(text("; " + Words.line(said.objective(objective)))));
        said.doubts(slo).ifPresent(doubts -> line.add(text("; " + Words.line(doubts))));
        return line;
    }

    private void comparison(ValidationView validation) {
        page.heading(3, text(book.label(Label.VALIDATION_RESULTS)
                + (names.areSeveral() ? " (" + book.label(Label.WHOLE_RUN) + ")" : "")));
        page.table(1, List.of(book.label(Label.METRIC), book.label(Label.CLIENT), book.label(Label.SERVER),
                book.label(Label.DIFFERENCE), book.label(Label.STATUS)),
                first(validation.comparisons()).map(this::row).toList());
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        first(validation.comparisons()).forEach(row -> words.reason(row).ifPresent(
                reason -> reasons.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name(row.metricName()))));
        List<List<Inline>> notes = new ArrayList<>();
        reasons.forEach((reason, rows) -> notes.add(List.of(text(String.join(", ", rows) + ": " + reason))));
        page.list(notes);
    }

    private List<Inline> row(ComparisonView row) {
        RowText numbers = new RowText(row, book);
        return List.of(text(name(row.metricName())), text(numbers.client()), text(numbers.server()),
                text(numbers.difference()),
                text(switch (row.status()) {
                    case "PASS" -> "✓ PASS";
                    case "WARN" -> "⚠️ WARN";
                    default -> "SKIP";
                }));
    }

    private void levels() {
        page.heading(3, text(book.label(Label.LEVELS)));
        page.table(1, Stream.of(Label.LEVELS, Label.SENT, Label.OK, Label.FAILED, Label.DURATION,
                Label.REQUESTS_PER_SECOND, Label.TOKENS_PER_SECOND, Label.OVERALL).map(book::label).toList(),
                first(document.results()).map(this::level).toList());
        leftOut(document.results().size());
    }

    private List<Inline> level(LevelView level) {
        return Stream.of(Words.line(names.of(level)), book.numbers().count(level.totalRequests()),
                book.numbers().count(level.successfulRequests()), book.numbers().count(level.failedRequests()),
                book.numbers().rate(level.durationSeconds()), rate(level.requestRatePerSec()),
                rate(level.throughputTokensPerSec()),
                level.validation().map(validation -> name(validation.overall())).orElse("-"))
                .map(MarkdownPage::text).toList();
    }

    private void latencies() {
        List<LevelView> told = document.results().stream().filter(names::isToldInFull).toList();
        page.heading(3, text(book.label(Label.LATENCY)));
        page.table(2, List.of(book.label(Label.LEVELS), "", book.label(Label.MEAN), "p50", "p90", "p95", "p99",
                book.label(Label.MAX), book.label(Label.TRUST)),
                first(told).flatMap(this::latencies).toList());
        leftOut(told.size());
    }

    private Stream<List<Inline>> latencies(LevelView level) {
        Map<String, Optional<LatencyView>> all = new LinkedHashMap<>();
        all.put("TTFT", Optional.of(level.ttftMs()));
        all.put("TTFO", level.ttfoMs());
        all.put("ITL", Optional.of(level.itlMs()));
        all.put("ICL", level.iclMs());
        all.put("TPOT", Optional.of(level.tpotMs()));
        all.put("E2E", Optional.of(level.e2eLatencyMs()));
        return all.entrySet().stream()
                .flatMap(each -> each.getValue().map(latency -> latency(level, each.getKey(), latency)).stream());
    }

    private List<Inline> latency(LevelView level, String name, LatencyView latency) {
        return Stream.of(Words.line(names.of(level)), name, latencies.millis(latency.mean()),
                latencies.percentile("p50", latency.p50(), latency),
                latencies.percentile("p90", latency.p90(), latency),
                latencies.percentile("p95", latency.p95(), latency),
                latencies.percentile("p99", latency.p99(), latency), latencies.millis(latency.max()),
                latencies.mark(latency)).map(MarkdownPage::text).toList();
    }

    private <T> Stream<T> first(List<T> all) {
        return all.stream().limit(most);
    }

    private void leftOut(int all) {
        if (all > most) {
            page.paragraph(text(book.label(Label.EXPORT_LEFT_OUT, Map.of("count", Fact.of((double) (all - most))))));
        }
    }

    private String rate(OptionalDouble value) {
        return value.isPresent() ? book.numbers().rate(value.getAsDouble()) : "-";
    }

    private static String name(String text) {
        return SafeText.line(text, LONGEST_NAME);
    }
}
