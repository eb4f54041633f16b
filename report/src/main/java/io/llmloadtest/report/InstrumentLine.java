package io.llmloadtest.report;

import io.llmloadtest.store.InstrumentView;
import io.llmloadtest.store.InstrumentView.PausesView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One line on the measuring instrument itself: of all levels the worst lateness, processor use and crowding, and all pauses
 * and connections together.
 *
 * @param result whose line it is
 * @param book the language
 */
record InstrumentLine(ResultDocument result, PhraseBook book) {

    void print(Page page) {
        List<InstrumentView> levels = result.results().stream().map(LevelView::instrument).flatMap(Optional::stream)
                .toList();
        if (!levels.isEmpty()) {
            page.paragraph(book.label(Label.INSTRUMENT) + ": ", book.label(Label.INSTRUMENT_FACTS, facts(levels)));
        }
    }

    private Map<String, Fact> facts(List<InstrumentView> levels) {
        Map<String, Fact> facts = new TreeMap<>();
        List<PausesView> pauses = levels.stream().map(InstrumentView::gcPauses).toList();
        facts.put("pauses", Fact.of((double) pauses.stream().mapToLong(PausesView::count).sum()));
        facts.put("pause_ms", Fact.of(pauses.stream().mapToDouble(PausesView::totalMs).sum()));
        facts.put("longest_ms", Fact.of(pauses.stream().mapToDouble(PausesView::maxMs).max().orElse(0)));
        facts.put("connections",
                Fact.of((double) levels.stream().mapToLong(InstrumentView::connectionsOpened).sum()));
        levels.stream().flatMapToDouble(level -> level.cpuCores().stream()).max()
                .ifPresent(cores -> facts.put("cpu", Fact.of(100 * cores)));
        levels.stream().flatMapToDouble(level -> level.crowdedReads().stream()).max()
                .ifPresent(share -> facts.put("crowded", Fact.of(share)));
        result.results().stream().flatMapToDouble(level -> level.instrumentErrorMs().p99().stream()).max()
                .ifPresent(late -> facts.put("p99_ms", Fact.of(late)));
        if (result.plan().get("connections") instanceof String policy) {
            facts.put("policy", Fact.of(Columns.clean(policy)));
        }
        return facts;
    }
}
