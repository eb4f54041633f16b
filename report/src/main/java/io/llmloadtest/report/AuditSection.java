package io.llmloadtest.report;

import io.llmloadtest.report.Table.Column;
import io.llmloadtest.store.AuditView;
import io.llmloadtest.store.AuditView.FigureView;
import io.llmloadtest.store.AuditView.ReportedView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.AuditBook;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A tool that drove the load in our place: what it reports beside what its own requests give by our definitions and what the
 * server saw, and where its definitions are not ours.
 */
final class AuditSection {

    private final ResultDocument result;
    private final AuditView audit;
    private final Page page;
    private final PhraseBook book;
    private final AuditBook words;

    AuditSection(ResultDocument result, AuditView audit, Page page, PhraseBook book) {
        this.result = result;
        this.audit = audit;
        this.page = page;
        this.book = book;
        this.words = AuditBook.of(book.locale());
    }

    void print() {
        Map<String, Fact> names = new HashMap<>(Map.of("tool", Fact.of(audit.tool())));
        audit.toolVersion().ifPresent(version -> names.put("version", Fact.of(Columns.clean(version))));
        page.heading(words.label("heading", names));
        if (!audit.command().isEmpty()) {
            String exit = audit.exitCode().isPresent()
                    ? " (" + words.label("exit-code", Map.of("code", Fact.of((double) audit.exitCode().getAsInt())))
                            + ")"
                    : "";
            page.paragraph(words.label("command") + ": ", Columns.clean(String.join(" ", audit.command())) + exit);
        }
        audit.resultFile().ifPresent(file -> page.paragraph(words.label("result") + ": ", Columns.clean(file)
                + (audit.keepsRequests() ? "" : " (" + words.label("no-requests") + ")")));
        table();
        definitions();
    }

    private void table() {
        Table table = new Table(List.of(new Column(words.label("figure"), 0), new Column(words.label("reported"), 0),
                new Column("p50", 4), new Column("p99", 3), new Column(words.label("ours"), 0),
                new Column(words.label("server"), 0), new Column(words.label("comparable"), 2)));
        ReportedView said = audit.reported();
        Optional<LevelView> level = result.results().stream().findFirst();
        table.row(counts("succeeded", said.succeeded(), level.map(LevelView::successfulRequests)));
        table.row(counts("failed", said.failed(), level.map(LevelView::failedRequests)));
        audit.figures().stream().filter(AuditSection::isKnown).forEach(figure -> table.row(row(figure)));
        table.print(page);
    }

    private List<String> counts(String label, OptionalLong said, Optional<Long> ours) {
        return List.of(words.label(label),
                said.isPresent() ? book.numbers().count(said.getAsLong()) : "-", "", "",
                audit.keepsRequests() ? ours.map(count -> book.numbers().count(count)).orElse("-") : "-", "", "");
    }

    private List<String> row(FigureView figure) {
        return List.of(words.label(figure.figure()), number(figure, figure.reported()),
                number(figure, figure.reportedP50()), number(figure, figure.reportedP99()),
                number(figure, figure.fromRequests()), number(figure, figure.server()),
                words.label(figure.likeness()));
    }

    private String number(FigureView figure, OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        boolean rate = figure.figure().equals("requests") || figure.figure().equals("output_tokens");
        return rate ? book.numbers().rate(value.getAsDouble()) : book.numbers().millis(value.getAsDouble());
    }

    private static boolean isKnown(FigureView figure) {
        return figure.reported().isPresent() || figure.fromRequests().isPresent();
    }

    private void definitions() {
        List<FigureView> others = audit.figures().stream().filter(AuditSection::isKnown)
                .filter(figure -> !figure.likeness().equals("same") && figure.reported().isPresent()).toList();
        if (others.isEmpty()) {
            return;
        }
        page.line(words.label("definitions") + ":");
        for (FigureView figure : others) {
            page.paragraph("- " + name(figure) + ": ",
                    words.label("its", Map.of("text", Fact.of(words.definition(audit.tool(), figure.figure())))) + "; "
                            + words.label("our", Map.of("text", Fact.of(words.ours(figure.figure())))));
        }
    }

    /** A label without its statistic and unit. */
    private String name(FigureView figure) {
        String label = words.label(figure.figure());
        int space = label.indexOf(' ');
        return figure.figure().length() <= 4 && space > 0 ? label.substring(0, space) : label;
    }
}
