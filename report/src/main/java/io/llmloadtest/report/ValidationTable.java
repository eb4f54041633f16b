package io.llmloadtest.report;

import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.DockerMetricsView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.ValidationView.DeltaView;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The table of comparisons: Metric, Client, Server, Diff, Status, one part for each witness. */
final class ValidationTable {

    private static final int STATUS = 6;
    private static final int GAP = 2;
    private static final int DIFFERENCE = 8;
    private static final int LONGEST_NAME = 21;
    private static final int WIDEST_VALUE = 16;

    private final ConsolePage page;
    private final PhraseBook book;
    private final int value;
    private final int name;

    ValidationTable(ConsolePage page, PhraseBook book) {
        this.page = page;
        this.book = book;
        int rest = page.style().width() - DIFFERENCE - GAP - STATUS;
        value = Math.min(WIDEST_VALUE, (rest - LONGEST_NAME) / 2);
        name = rest - 2 * value;
    }

    static boolean isOfDocker(DockerLogView log) {
        return log.comparisons().stream().allMatch(row -> row.source().equals("docker_log"));
    }

    void print(ValidationView validation, String of) {
        page.doubleRule();
        page.title(book.label(Label.VALIDATION_RESULTS) + of);
        page.doubleRule();
        validation.prometheusValidation().ifPresent(metrics -> {
            page.title(book.label(Label.PROMETHEUS_METRICS));
            page.rule();
            header();
            page.rule();
            metrics.comparisons().forEach(this::row);
        });
        validation.dockerLogValidation().ifPresent(log -> {
            if (validation.prometheusValidation().isPresent()) {
                page.rule();
            }
            page.title(book.label(isOfDocker(log) ? Label.DOCKER_LOG_VALIDATION : Label.LOG_VALIDATION));
            page.rule();
            if (validation.prometheusValidation().isEmpty()) {
                header();
                page.rule();
            }
            log.comparisons().forEach(this::row);
        });
        traces(validation);
    }

    private void traces(ValidationView validation) {
        List<ComparisonView> rows = validation.comparisons().stream().filter(row -> row.source().equals("otlp"))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        page.rule();
        page.title(book.label(Label.TRACE_VALIDATION));
        page.rule();
        rows.forEach(this::row);
    }

    void additionalInfo(ValidationView validation) {
        page.rule();
        page.title(book.label(Label.ADDITIONAL_INFO));
        page.rule();
        Optional<DockerMetricsView> log = validation.dockerLogValidation().flatMap(DockerLogView::dockerMetrics);
        List<String> labels = List.of(book.label(Label.PEAK_KV_CACHE_USAGE), book.label(Label.PREFIX_CACHE_HIT),
                book.label(Label.PREEMPTIONS), book.label(Label.WARNINGS));
        List<String> values = List.of(
                percent(log.map(DockerMetricsView::peakKvCacheUsage).orElse(OptionalDouble.empty())),
                percent(hitRate(validation, log)),
                validation.serverMetrics().map(metrics -> count(metrics.delta().preemptionsTotal())).orElse("-"),
                book.numbers().count(validation.warnings().size()));
        int width = labels.stream().mapToInt(Columns::width).max().orElse(0) + 2;
        for (int i = 0; i < labels.size(); i++) {
            page.line(Columns.left(labels.get(i) + ":", width) + values.get(i));
        }
    }

    /** That of the stretch itself where the counters tell it, else what the log said last. */
    private static OptionalDouble hitRate(ValidationView validation, Optional<DockerMetricsView> log) {
        Optional<DeltaView> delta = validation.serverMetrics().map(ValidationView.ServerMetricsView::delta);
        double queried = delta.map(DeltaView::prefixCacheQueriedTokens).orElse(OptionalDouble.empty()).orElse(0);
        OptionalDouble hits = delta.map(DeltaView::prefixCacheHitTokens).orElse(OptionalDouble.empty());
        return queried > 0 && hits.isPresent()
                ? OptionalDouble.of(100 * hits.getAsDouble() / queried)
                : log.map(DockerMetricsView::prefixCacheHitRate).orElse(OptionalDouble.empty());
    }

    private void header() {
        page.line(Columns.left(book.label(Label.METRIC), name) + Columns.right(book.label(Label.CLIENT), value)
                + Columns.right(book.label(Label.SERVER), value)
                + Columns.right(book.label(Label.DIFFERENCE), DIFFERENCE) + " ".repeat(GAP)
                + book.label(Label.STATUS));
    }

    private void row(ComparisonView row) {
        RowText text = new RowText(row, book);
        page.line(Columns.left(row.metricName(), name) + Columns.right(text.client(), value)
                + Columns.right(text.server(), value) + Columns.right(text.difference(), DIFFERENCE)
                + " ".repeat(GAP) + status(row.status()));
    }

    private String status(String status) {
        return switch (status) {
            case "PASS" -> Ink.GREEN.on(page.style().mark(Optional.of(true)) + " PASS", page.style());
            case "WARN" -> Ink.YELLOW.on("! WARN", page.style());
            default -> Ink.FAINT.on("- SKIP", page.style());
        };
    }

    private String count(OptionalDouble amount) {
        return amount.isPresent() ? book.numbers().count(amount.getAsDouble()) : "-";
    }

    private String percent(OptionalDouble percent) {
        return percent.isPresent() ? book.numbers().percent(percent.getAsDouble()) : "-";
    }
}
