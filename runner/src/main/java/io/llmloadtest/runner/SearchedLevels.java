package io.llmloadtest.runner;

import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.slo.Search;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.SloRating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The levels of a search: what the level before gave decides the next. Ends when the search does, after
 * {@link SearchPlan#MOST_LEVELS} levels, or when no time is left for another; a level that was begun is finished.
 */
final class SearchedLevels implements Levels {

    private final Probes probes;
    private final SearchPlan plan;
    private final Function<Scope.Level, Optional<SloRating>> rating;
    private final Supplier<Duration> elapsed;
    private final Consumer<RunEvent> events;
    private final Search search;
    private final List<LevelPlan> given = new ArrayList<>();
    private double setting;

    /**
     * A search that has not begun.
     *
     * @param probes makes its levels
     * @param plan where it looks
     * @param rating what a level that is over gave
     * @param elapsed since the run began
     * @param events told of each step
     */
    SearchedLevels(Probes probes, SearchPlan plan, Function<Scope.Level, Optional<SloRating>> rating,
            Supplier<Duration> elapsed, Consumer<RunEvent> events) {
        this.probes = probes;
        this.plan = plan;
        this.rating = rating;
        this.elapsed = elapsed;
        this.events = events;
        search = new Search(plan);
    }

    @Override
    public Optional<LevelPlan> next() {
        Optional<SloRating> last = given.isEmpty()
                ? Optional.empty()
                : rating.apply(new Scope.Level(given.size() - 1));
        last.filter(level -> !level.isCutShort()).ifPresent(level -> search.add(setting, level.outcome()));
        Optional<Search.Try> next = search.next() instanceof Search.Try wanted && !isUsedUp()
                ? Optional.of(wanted)
                : Optional.empty();
        events.accept(new RunEvent.Searched(plan, last.map(level -> new RunEvent.Found(setting, level)), next,
                search.conclusion()));
        next.ifPresent(wanted -> {
            setting = wanted.setting();
            given.add(probes.level(given.size(), setting));
        });
        return next.map(_ -> given.getLast());
    }

    private boolean isUsedUp() {
        return given.size() >= SearchPlan.MOST_LEVELS || elapsed.get().compareTo(plan.longest()) >= 0;
    }

    /** Nobody knows: it hangs on what the level gives. */
    @Override
    public boolean wasLast() {
        return false;
    }
}
