package io.llmloadtest.report;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;

/** What needs words: findings with advice, warnings first; what could not be checked and why; what is to know of the others. */
final class Remarks {

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;

    Remarks(ResultDocument result, Page page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
    }

    void print(ValidationView run) {
        List<FindingText> findings = FindingText.of(result, run, book);
        if (!findings.isEmpty()) {
            page.heading(book.label(Label.FINDINGS));
            findings.forEach(this::finding);
        }
        rows(Label.NOT_CHECKED, ReasonText.notCompared(result, run, book));
        rows(Label.REMARKS, ReasonText.compared(result, run, book));
    }

    private void finding(FindingText finding) {
        String head = (finding.warning() ? "! " : "- ") + finding.severity() + " " + finding.id()
                + (finding.levels().isEmpty() ? "" : " (" + finding.levels() + ")");
        Columns.wrap(head, page.style().width())
                .forEach(line -> page.line(finding.warning() ? Ink.YELLOW.on(line, page.style()) : line));
        page.paragraph("  ", finding.sentence());
        page.paragraph("  " + page.style().arrow() + " ", finding.advice());
        if (!finding.acceptance().isEmpty()) {
            page.paragraph("  " + page.style().arrow() + " ", finding.acceptance());
        }
    }

    private void rows(Label heading, List<ReasonText> reasons) {
        if (!reasons.isEmpty()) {
            page.heading(book.label(heading));
            reasons.forEach(reason -> page.paragraph("- ", reason.rows() + ": " + reason.reason()));
        }
    }
}
