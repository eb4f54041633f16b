package io.llmloadtest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.Objective;
import io.llmloadtest.verdict.slo.Outcome;
import io.llmloadtest.verdict.slo.Peak;
import io.llmloadtest.verdict.slo.Rated;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.SloRating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A search is read back from its levels alone. */
class SearchesTest {

    private static final int REQUESTS = 40;

    private final List<LevelOutcome> levels = new ArrayList<>();

    @Test
    void theStepsAndBothEdgesComeBackWithWhatTheyGave() {
        level(1, Outcome.MET);
        level(2, Outcome.MET);
        level(4, Outcome.MISSED);
        level(3, Outcome.MISSED);
        level(2, Outcome.MET);
        level(3, Outcome.MISSED);
        SearchView search = view(RunStatus.COMPLETED);
        assertThat(search.end()).isEqualTo("found");
        assertThat(search.unfinished()).isEmpty();
        assertThat(search.steps()).extracting(SearchView.StepView::reason).containsExactly("first", "doubled",
                "doubled", "halved", "repeated", "repeated");
        SearchView.EdgeView met = search.met().orElseThrow();
        assertThat(met.setting()).isEqualTo(2);
        assertThat(met.levels()).containsExactly(1, 4);
        assertThat(met.requestRatePerSec()).as("40 in 20 s, twice").hasValue(REQUESTS / 20.0);
        assertThat(search.notMet().orElseThrow().levels()).containsExactly(3, 5);
        assertThat(search.replicas().orElseThrow()).isEqualTo(new SearchView.ReplicasView(10, 0.2, 2, 6));
    }

    @Test
    void noReplicasAreCountedWhereNothingMet() {
        level(1, Outcome.MISSED);
        level(1, Outcome.MISSED);
        SearchView search = view(RunStatus.COMPLETED);
        assertThat(search.end()).isEqualTo("none_met");
        assertThat(search.met()).isEmpty();
        assertThat(search.replicas()).isEmpty();
    }

    @Test
    void aLevelThatWasCutShortIsAStepButDecidesNothing() {
        level(1, Outcome.MET);
        level(2, Outcome.CANNOT_TELL, FindingId.LOAD_INTERRUPTED.key());
        SearchView search = view(RunStatus.INTERRUPTED);
        assertThat(search.steps()).hasSize(2);
        assertThat(search.end()).isEqualTo("unfinished");
        assertThat(search.unfinished()).contains("interrupted");
        assertThat(search.met().orElseThrow().setting()).isEqualTo(1);
        assertThat(search.notMet()).isEmpty();
    }

    @Test
    void whyMoreWasNotTriedIsSaid() {
        level(1, Outcome.MET);
        assertThat(view(RunStatus.COMPLETED, Duration.ofSeconds(20)).unfinished()).contains("time");
        assertThat(view(RunStatus.COMPLETED, Duration.ofSeconds(30)).unfinished()).contains("judged_otherwise");
    }

    private void level(int concurrency, Outcome outcome, String... doubts) {
        Tally tally = Runs.tally(GoodputLimits.NONE, IntStream.range(0, REQUESTS)
                .mapToObj(ordinal -> Runs.completed(levels.size(), ordinal)).toArray(RequestRecord[]::new));
        Rated rated = new Rated(Objective.parse("ttft.p95<500"), OptionalDouble.of(20), false, outcome,
                Optional.empty());
        levels.add(new LevelOutcome(OptionalInt.of(concurrency), Optional.empty(), Optional.empty(), Runs.span(),
                tally, new Tally(GoodputLimits.NONE), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new SloRating(outcome, List.of(rated), List.of(doubts)))));
    }

    private SearchView view(RunStatus status) {
        return view(status, Duration.ofHours(1));
    }

    private SearchView view(RunStatus status, Duration longest) {
        SearchPlan plan = new SearchPlan(Axis.CONCURRENCY, 1, 64, 0.1, 3, longest, Optional.of(new Peak(10, 0.2)));
        ResultDocument document = ResultAssembler.assemble(new RunOutcome("run", status, Runs.START,
                Runs.START.plusSeconds(61),
                new TargetFacts("http://localhost:8000", "tiny", Optional.of("vllm"), Optional.of("0.32.0")), Map.of(),
                Tolerances.DEFAULT, levels, Optional.empty(), Repetition.NONE, Optional.of(plan)));
        return document.search().orElseThrow();
    }
}
