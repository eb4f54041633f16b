package io.llmloadtest.report;

import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Optional;

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
        List<Named> lines = AdditionalInfo.of(validation, book);
        int width = lines.stream().mapToInt(line -> Columns.width(line.name())).max().orElse(0) + 2;
        lines.forEach(line -> page.line(Columns.left(line.name() + ":", width) + line.text()));
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
}
