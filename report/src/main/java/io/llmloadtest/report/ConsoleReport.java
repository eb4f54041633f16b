package io.llmloadtest.report;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;

/**
 * A result as a person reads it in a terminal. Drawn from the published document alone, so that a run just ended and one
 * read back from its folder look the same.
 */
public final class ConsoleReport {

    private ConsoleReport() {
    }

    /** The report: lines of at most {@code style.width()} columns, each ended by a newline. */
    public static String render(ResultDocument result, Style style, PhraseBook book) {
        ConsolePage page = new ConsolePage(style);
        LoadSection load = new LoadSection(result, page, book);
        load.print();
        result.audit().ifPresent(audit -> new AuditSection(result, audit, page, book).print());
        new StatisticsSection(result, page, book).print();
        result.search().ifPresentOrElse(search -> new SearchSection(result, search, page, book).print(),
                () -> new SloSection(result, page, book).print());
        ValidationSection validation = new ValidationSection(result, page, book);
        result.validation().ifPresentOrElse(validation::print, () -> {
            page.blank();
            page.doubleRule();
            page.paragraph("", book.label(Label.SKIPPED_VALIDATION));
            page.doubleRule();
        });
        return page.toString();
    }
}
