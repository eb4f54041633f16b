package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.Objective;
import io.llmloadtest.verdict.slo.Outcome;
import io.llmloadtest.verdict.slo.Rated;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.Slo;
import io.llmloadtest.verdict.slo.SloRating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SearchedLevelsTest {

    private final List<LevelPlan> given = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;

    @Test
    void whatALevelGaveDecidesTheNext() {
        run(levels(closed(), Duration.ofHours(1)));
        assertThat(given).extracting(level -> level.shape().concurrency().orElseThrow()).containsExactly(1, 2, 4, 8, 6,
                5, 5, 6);
        assertThat(given).extracting(LevelPlan::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(events).as("one for each level, and the end").hasSize(9);
        assertThat(events.getLast()).isInstanceOfSatisfying(RunEvent.Searched.class,
                last -> assertThat(last.next()).isEmpty());
    }

    @Test
    void aLevelSendsTenWavesAtLeast() {
        run(levels(closed(), Duration.ofHours(1)));
        assertThat(given).extracting(level -> level.requests().orElseThrow()).startsWith(50L, 50L, 50L, 80L);
    }

    @Test
    void noLevelIsBegunWhenTheTimeIsOver() {
        SearchedLevels levels = levels(closed(), Duration.ofMinutes(1));
        levels.next().ifPresent(given::add);
        assertThat(given).hasSize(1);
        elapsed = Duration.ofMinutes(1);
        assertThat(levels.next()).isEmpty();
    }

    @Test
    void aRateHasArrivalsOfItsOwnInEachLevelAndLastsTenSecondsAtLeast() {
        LevelPlan first = new LevelPlan(0, 1,
                new LoadShape.Open(new ArrivalProcess.Drawn(20, new GapLaw.Gamma(1), 7), OptionalInt.of(9)),
                OptionalLong.of(50), Optional.empty());
        LevelPlan third = new Probes(first, 1).level(2, 40);
        assertThat(third.shape()).isEqualTo(
                new LoadShape.Open(new ArrivalProcess.Drawn(40, new GapLaw.Gamma(1), 9), OptionalInt.of(9)));
        assertThat(third.requests()).hasValue(400);
    }

    @Test
    void aLevelThatOnlyTimeEndsStaysSo() {
        LevelPlan first = new LevelPlan(0, 1, new LoadShape.Closed(1), OptionalLong.empty(),
                Optional.of(Duration.ofSeconds(30)));
        assertThat(new Probes(first, 1).level(1, 64)).isEqualTo(
                new LevelPlan(1, 1, new LoadShape.Closed(64), OptionalLong.empty(),
                        Optional.of(Duration.ofSeconds(30))));
    }

    @Test
    void aLevelHasAsManyRequestsAsThePercentilesOfTheObjectivesTake() {
        Plan plan = Plan.builder().runId("run").shapes(List.of(new LoadShape.Closed(1))).requests(50).build();
        SloRequest p99 = new SloRequest(Slo.parse("ttft.p99<500,error_rate<=0"), Optional.empty());
        assertThat(Probes.of(plan, p99).level(0, 1).requests()).hasValue(368);
        assertThat(Probes.of(plan, p99).level(1, 64).requests()).hasValue(640);
    }

    private static LevelPlan closed() {
        return new LevelPlan(0, 1, new LoadShape.Closed(1), OptionalLong.of(50), Optional.empty());
    }

    /** Five in flight are possible. */
    private SearchedLevels levels(LevelPlan first, Duration longest) {
        return new SearchedLevels(new Probes(first, 1),
                new SearchPlan(Axis.CONCURRENCY, 1, 64, 0.1, 3, longest, Optional.empty()), this::rate, () -> elapsed,
                events::add);
    }

    private Optional<SloRating> rate(Scope.Level level) {
        boolean met = given.get(level.index()).shape().concurrency().orElseThrow() <= 5;
        Outcome outcome = met ? Outcome.MET : Outcome.MISSED;
        return Optional.of(new SloRating(outcome, List.of(new Rated(Objective.parse("ttft.p95<500"),
                OptionalDouble.of(met ? 400 : 600), false, outcome, Optional.empty())), List.of()));
    }

    private void run(SearchedLevels levels) {
        Optional<LevelPlan> next = levels.next();
        while (next.isPresent()) {
            given.add(next.get());
            next = levels.next();
        }
    }
}
