package io.llmloadtest.report;

import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.FindingView.AcceptedView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What needs words: findings with advice, warnings first; what could not be checked and why; what is to know of the others. */
final class Remarks {

    private static final int LONGEST_SENTENCE = 1200;

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;
    private final LevelNames names;

    Remarks(ResultDocument result, Page page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
        names = new LevelNames(result, book);
    }

    void print(ValidationView run) {
        if (!run.findings().isEmpty()) {
            page.heading(book.label(Label.FINDINGS));
            run.findings().stream().sorted(Comparator.comparing(finding -> !isWarning(finding))).forEach(this::finding);
        }
        rows(run, Label.NOT_CHECKED, row -> row.status().equals("SKIP"));
        rows(run, Label.REMARKS, row -> !row.status().equals("SKIP"));
    }

    private static boolean isWarning(FindingView finding) {
        return finding.severity().equals("warning");
    }

    private void finding(FindingView finding) {
        String levels = names.of(finding.levels());
        String severity = book.label(isWarning(finding) ? Label.SEVERITY_WARNING : Label.SEVERITY_INFO);
        String head = (isWarning(finding) ? "! " : "- ") + severity + " " + finding.id()
                + (levels.isEmpty() ? "" : " (" + levels + ")");
        Columns.wrap(head, page.style().width())
                .forEach(line -> page.line(isWarning(finding) ? Ink.YELLOW.on(line, page.style()) : line));
        page.paragraph("  ", Columns.clean(Columns.cut(
                finding.toFinding().map(book::sentence).orElse(finding.message()), LONGEST_SENTENCE)));
        page.paragraph("  " + page.style().arrow() + " ",
                Columns.clean(finding.toFinding().map(book::advice).orElse(finding.advice())));
        finding.accepted().ifPresent(known -> page.paragraph("  " + page.style().arrow() + " ",
                Columns.clean(Columns.cut(accepted(known), LONGEST_SENTENCE))));
    }

    private String accepted(AcceptedView known) {
        Map<String, Fact> values = new HashMap<>();
        known.until().ifPresent(day -> values.put("until", Fact.of(day)));
        known.reason().ifPresent(why -> values.put("reason", Fact.of(why)));
        return book.label(known.expired() ? Label.ACCEPTED_NO_MORE : Label.ACCEPTED, values);
    }

    /** Rows of the run and of the levels that share a reason are named together. */
    private void rows(ValidationView run, Label heading, Predicate<ComparisonView> which) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        Stream.concat(run.comparisons().stream(), ofLevels()).filter(which)
                .forEach(row -> reason(row).ifPresent(reason -> byReason.merge(Columns.clean(reason),
                        List.of(row.metricName()), (left, right) -> Stream.concat(left.stream(), right.stream())
                                .distinct().toList())));
        if (!byReason.isEmpty()) {
            page.heading(book.label(heading));
            byReason.forEach((reason, rows) -> page.paragraph("- ", String.join(", ", rows) + ": " + reason));
        }
    }

    private Stream<ComparisonView> ofLevels() {
        return result.results().stream().flatMap(level -> level.validation().stream())
                .flatMap(validation -> validation.comparisons().stream());
    }

    private Optional<String> reason(ComparisonView row) {
        return row.reasonDetail().flatMap(detail -> book.reason(detail.toReason())).or(row::reason);
    }
}
