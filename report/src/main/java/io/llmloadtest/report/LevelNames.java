package io.llmloadtest.report;

import io.llmloadtest.store.ArrivalsView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.StatisticsView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the levels of a result are called. */
public final class LevelNames {

    private final ResultDocument result;
    private final PhraseBook book;

    /** The names that {@code book} has for the levels of {@code result}. */
    public LevelNames(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
    }

    /** Whether a name is needed at all. */
    public boolean areSeveral() {
        return result.results().size() > 1;
    }

    /** Whether the level is told in full: of a search only those at the edges of what was found are. */
    public boolean isToldInFull(LevelView level) {
        return result.search().map(search -> Stream.of(search.met(), search.notMet()).flatMap(Optional::stream)
                .anyMatch(edge -> edge.levels().stream().limit(1).anyMatch(first -> first == level.level())))
                .orElse(true);
    }

    /** Its name: what it ran, and which repeat of that it is. */
    public String of(LevelView level) {
        Optional<StatisticsView> known = level.statistics().filter(_ -> !result.repeats().isEmpty());
        return known.isEmpty()
                ? ofSetting(level)
                : book.label(Label.AT_REPEAT, Map.of("level", Fact.of(ofSetting(level)), "repeat",
                        Fact.of((double) known.get().repeat())));
    }

    /** What it ran, whichever repeat it is. */
    public String ofSetting(LevelView level) {
        Optional<ArrivalsView> changing = level.arrivals()
                .filter(how -> level.requestRate().isEmpty() && !how.process().equals("at-once"));
        if (changing.isPresent()) {
            return book.label(Label.AT_ARRIVALS, Map.of("arrivals", Fact.of(changing.get().rate())));
        }
        return level.arrivals().isPresent() || level.requestRate().isPresent()
                ? book.label(Label.AT_RATE,
                        Map.of("rate", Fact.of(level.requestRate().orElse(Double.POSITIVE_INFINITY))))
                : book.label(Label.AT_CONCURRENCY,
                        Map.of("concurrency", Fact.of((double) level.concurrency().orElse(0))));
    }

    /** The names of those levels, joined; empty when there is only one in the run. */
    public String of(List<Integer> levels) {
        return areSeveral()
                ? result.results().stream().filter(level -> levels.contains(level.level())).map(this::of)
                        .distinct().collect(Collectors.joining(", "))
                : "";
    }
}
