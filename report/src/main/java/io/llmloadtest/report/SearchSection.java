package io.llmloadtest.report;

import io.llmloadtest.report.Table.Column;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SearchView;
import io.llmloadtest.store.SearchView.StepView;
import io.llmloadtest.store.SloView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A search: its steps, each with what decided it, what stood in the way, and what was found. */
final class SearchSection {

    private final ResultDocument result;
    private final SearchView search;
    private final Page page;
    private final PhraseBook book;
    private final SloWords slo;
    private final SearchWords words;

    SearchSection(ResultDocument result, SearchView search, Page page, PhraseBook book) {
        this.result = result;
        this.search = search;
        this.page = page;
        this.book = book;
        slo = new SloWords(book, page.style().atLeast());
        words = new SearchWords(result, search, book);
    }

    void print() {
        page.heading(book.label(Label.SEARCH, Map.of("axis", Fact.of(search.axis()), "least",
                Fact.of(SearchWords.number(search.least())), "most", Fact.of(SearchWords.number(search.most())))));
        steps();
        untold();
        page.blank();
        words.conclusion().forEach(line -> page.paragraph(words.isCutShort(line) ? "! " : "", line));
    }

    private void steps() {
        Table table = new Table(List.of(new Column(book.label(Label.SEARCH_STEP), 0),
                new Column(book.label(search.axis().equals("rate") ? Label.RATE : Label.CONCURRENCY), 0),
                new Column(book.label(Label.SLO), 0), new Column(book.label(Label.REQUESTS_PER_SECOND), 2),
                new Column(book.label(Label.TOKENS_PER_SECOND), 3),
                new Column(book.label(Label.SEARCH_DECIDED_BY), 1)));
        search.steps().forEach(step -> {
            LevelView level = result.results().get(step.level());
            table.row(List.of(book.numbers().count(step.level() + 1), SearchWords.number(step.setting()),
                    slo.outcome(step.outcome()), rate(level.requestRatePerSec()), rate(level.throughputTokensPerSec()),
                    level.slo().map(view -> decidedBy(step, view)).orElse("")));
        });
        page.table(table);
    }

    /** What cannot be told needs more words than a cell holds; they stand below the table. */
    private String decidedBy(StepView step, SloView view) {
        return isTold(step) ? slo.objective(view.deciding()) : Columns.clean(view.decidedBy());
    }

    private static boolean isTold(StepView step) {
        return !step.outcome().equals("cannot_tell");
    }

    private void untold() {
        search.steps().stream().filter(step -> !isTold(step)).forEach(step -> result.results().get(step.level()).slo()
                .ifPresent(view -> page.paragraph(book.numbers().count(step.level() + 1) + ": ",
                        slo.objective(view.deciding()) + slo.doubts(view).map(doubts -> "; " + doubts).orElse(""))));
    }

    private String rate(OptionalDouble value) {
        return value.isPresent() ? book.numbers().rate(value.getAsDouble()) : "-";
    }
}
