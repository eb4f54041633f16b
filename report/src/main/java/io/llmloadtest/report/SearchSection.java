package io.llmloadtest.report;

import io.llmloadtest.report.Table.Column;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SearchView;
import io.llmloadtest.store.SearchView.EdgeView;
import io.llmloadtest.store.SearchView.ReplicasView;
import io.llmloadtest.store.SearchView.StepView;
import io.llmloadtest.store.SloView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A search: its steps, each with what decided it, what stood in the way, and what was found. */
final class SearchSection {

    private final ResultDocument result;
    private final SearchView search;
    private final Page page;
    private final PhraseBook book;
    private final SloSection slo;

    SearchSection(ResultDocument result, SearchView search, Page page, PhraseBook book) {
        this.result = result;
        this.search = search;
        this.page = page;
        this.book = book;
        slo = new SloSection(result, page, book);
    }

    void print() {
        page.heading(book.label(Label.SEARCH, Map.of("axis", Fact.of(search.axis()), "least",
                Fact.of(number(search.least())), "most", Fact.of(number(search.most())))));
        steps();
        untold();
        page.blank();
        search.met().ifPresent(met -> edge(Label.SEARCH_MET, met));
        search.notMet().ifPresent(
                edge -> edge(edge.outcome().equals("missed") ? Label.SEARCH_MISSED : Label.SEARCH_UNCLEAR, edge));
        end();
        replicas();
    }

    private void steps() {
        Table table = new Table(List.of(new Column(book.label(Label.SEARCH_STEP), 0),
                new Column(book.label(search.axis().equals("rate") ? Label.RATE : Label.CONCURRENCY), 0),
                new Column(book.label(Label.SLO), 0), new Column(book.label(Label.REQUESTS_PER_SECOND), 2),
                new Column(book.label(Label.TOKENS_PER_SECOND), 3),
                new Column(book.label(Label.SEARCH_DECIDED_BY), 1)));
        search.steps().forEach(step -> {
            LevelView level = result.results().get(step.level());
            table.row(List.of(book.numbers().count(step.level() + 1), number(step.setting()),
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

    private void edge(Label label, EdgeView edge) {
        Map<String, Fact> values = new TreeMap<>();
        values.put("setting", Fact.of(named(edge.setting())));
        values.put("agreeing", Fact.of((double) edge.agreeing()));
        values.put("tries", Fact.of((double) edge.tries()));
        edge.requestRatePerSec().ifPresent(rate -> values.put("requests", Fact.of(rate)));
        edge.throughputTokensPerSec().ifPresent(rate -> values.put("tokens", Fact.of(rate)));
        page.paragraph("", book.label(label, values));
    }

    private void end() {
        switch (search.end()) {
            case "top_met" -> search.met().ifPresent(met -> page.paragraph("",
                    book.label(Label.SEARCH_TOP_MET, Map.of("setting", Fact.of(named(met.setting()))))));
            case "none_met" -> page.paragraph("",
                    book.label(Label.SEARCH_NONE_MET, Map.of("setting", Fact.of(named(search.least())))));
            case "cannot_tell" -> page.paragraph("",
                    book.label(search.met().isPresent() ? Label.SEARCH_CANNOT_TELL : Label.SEARCH_NOTHING));
            case "unfinished" -> page.paragraph("! ", book.label(switch (search.unfinished().orElse("")) {
                case "interrupted" -> Label.SEARCH_INTERRUPTED;
                case "time" -> Label.SEARCH_TIME;
                case "levels" -> Label.SEARCH_LEVELS;
                default -> Label.SEARCH_JUDGED_OTHERWISE;
            }));
            default -> {
                // both edges are said already
            }
        }
    }

    private void replicas() {
        if (search.replicas().isPresent()) {
            ReplicasView replicas = search.replicas().get();
            double factor = 1 + replicas.headRoom();
            page.paragraph("", book.label(search.end().equals("found") ? Label.REPLICAS : Label.REPLICAS_AT_MOST,
                    Map.of("peak", Fact.of(number(replicas.peakRate())), "room", Fact.of(replicas.headRoom()), "factor",
                            Fact.of(number(factor)), "rate", Fact.of(number(replicas.ratePerReplica())), "quotient",
                            Fact.of(number(replicas.peakRate() * factor / replicas.ratePerReplica())), "needed",
                            Fact.of((double) replicas.needed()))));
        } else if (result.plan().get("search") instanceof Map<?, ?> asked && asked.containsKey("peak_rate")) {
            page.paragraph("", book.label(Label.REPLICAS_UNKNOWN));
        }
    }

    private String named(double setting) {
        return search.axis().equals("rate")
                ? book.label(Label.SEARCH_RATE, Map.of("rate", Fact.of(number(setting))))
                : book.label(Label.AT_CONCURRENCY, Map.of("concurrency", Fact.of(setting)));
    }

    private String rate(OptionalDouble value) {
        return value.isPresent() ? book.numbers().rate(value.getAsDouble()) : "-";
    }

    /** A setting or rate with four digits: neighbours in a search may differ in the third. */
    private static String number(double value) {
        return value == Math.rint(value)
                ? BigDecimal.valueOf(value).toBigInteger().toString()
                : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }
}
