package io.llmloadtest.store;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.store.SearchView.EdgeView;
import io.llmloadtest.store.SearchView.ReplicasView;
import io.llmloadtest.store.SearchView.StepView;
import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.Conclusion;
import io.llmloadtest.verdict.slo.Conclusion.Border;
import io.llmloadtest.verdict.slo.Conclusion.End;
import io.llmloadtest.verdict.slo.Search;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.SloRating;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Reads a search back from its levels: run and re-reading come to one answer, since what comes next hangs on outcomes alone. */
final class Searches {

    private final SearchPlan plan;
    private final RunOutcome run;
    private final Search search;
    private final List<StepView> steps = new ArrayList<>();

    private Searches(SearchPlan plan, RunOutcome run) {
        this.plan = plan;
        this.run = run;
        search = new Search(plan);
    }

    static SearchView view(SearchPlan plan, RunOutcome run) {
        return new Searches(plan, run).view();
    }

    private SearchView view() {
        for (int index = 0; index < run.levels().size(); index++) {
            LevelOutcome level = run.levels().get(index);
            int place = index;
            setting(level).ifPresent(setting -> level.slo().ifPresent(rating -> add(place, setting, rating)));
        }
        Conclusion conclusion = search.conclusion();
        Optional<EdgeView> met = conclusion.met().map(this::edge);
        return new SearchView(plan.axis().key(), plan.least(), plan.most(), plan.precision(), plan.repeats(), steps,
                conclusion.end().key(), conclusion.end() == End.UNFINISHED ? Optional.of(why()) : Optional.empty(),
                met, conclusion.notMet().map(this::edge), met.flatMap(this::replicas));
    }

    private void add(int level, double setting, SloRating rating) {
        steps.add(new StepView(level, setting, reason(setting).name().toLowerCase(Locale.ROOT),
                rating.outcome().key()));
        if (!rating.isCutShort()) {
            search.add(setting, rating.outcome());
        }
    }

    /** By the settings before, not by the outcomes: a saved search may be held against other objectives than it had. */
    private Search.Reason reason(double setting) {
        if (steps.isEmpty()) {
            return Search.Reason.FIRST;
        }
        if (steps.stream().anyMatch(step -> step.setting() == setting)) {
            return Search.Reason.REPEATED;
        }
        return steps.stream().allMatch(step -> step.setting() < setting)
                ? Search.Reason.DOUBLED
                : Search.Reason.HALVED;
    }

    private Optional<Double> setting(LevelOutcome level) {
        OptionalDouble setting = switch (plan.axis()) {
            case CONCURRENCY -> level.concurrency().isPresent()
                    ? OptionalDouble.of(level.concurrency().getAsInt())
                    : OptionalDouble.empty();
            case RATE -> level.arrivals().map(ArrivalProcess::rate).orElse(OptionalDouble.empty());
        };
        return setting.isPresent() ? Optional.of(setting.getAsDouble()) : Optional.empty();
    }

    private String why() {
        if (run.status() == RunStatus.INTERRUPTED) {
            return "interrupted";
        }
        if (steps.size() >= SearchPlan.MOST_LEVELS) {
            return "levels";
        }
        double seconds = run.levels().isEmpty() ? 0 : run.levels().getLast().span().evidence().to().nanos() / 1e9;
        return seconds >= plan.longest().toNanos() / 1e9 ? "time" : "judged_otherwise";
    }

    private EdgeView edge(Border border) {
        List<Integer> places = steps.stream().filter(step -> step.setting() == border.setting()).map(StepView::level)
                .toList();
        return new EdgeView(border.setting(), border.ballot().standing(plan.repeats()).key(),
                border.ballot().agreeing(plan.repeats()), border.ballot().tries(), places,
                perSecond(places, level -> level.tally().completed()),
                perSecond(places, level -> level.tally().outputTokens()));
    }

    private OptionalDouble perSecond(List<Integer> places, ToDoubleFunction<LevelOutcome> amount) {
        List<LevelOutcome> levels = places.stream().map(run.levels()::get).toList();
        double seconds = levels.stream().mapToDouble(level -> level.span().active().seconds()).sum();
        return seconds > 0
                ? OptionalDouble.of(levels.stream().mapToDouble(amount).sum() / seconds)
                : OptionalDouble.empty();
    }

    /** A rate that was met is what one server stands; of a concurrency it is what came of it. */
    private Optional<ReplicasView> replicas(EdgeView met) {
        OptionalDouble rate = plan.axis() == Axis.RATE
                ? OptionalDouble.of(met.setting())
                : met.requestRatePerSec();
        return plan.peak().filter(_ -> rate.orElse(0) > 0)
                .map(peak -> new ReplicasView(peak.perSecond(), peak.headRoom(), rate.getAsDouble(),
                        peak.replicas(rate.getAsDouble())));
    }
}
