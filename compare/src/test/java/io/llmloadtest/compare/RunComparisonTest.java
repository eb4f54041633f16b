package io.llmloadtest.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.compare.effects.Effect;
import io.llmloadtest.compare.effects.Margins;
import io.llmloadtest.compare.effects.Measure;
import io.llmloadtest.compare.effects.Outcome;
import io.llmloadtest.compare.likeness.Aspect;
import io.llmloadtest.compare.runs.ComparedRun;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole runs held against each other: refused, or decided on. */
class RunComparisonTest {

    private static final Terms ALL_ALLOWED = new Terms(Measure.usual(), false, Margins.USUAL, OptionalDouble.empty(),
            Set.of(Aspect.values()), true);

    @Test
    void aSlowerCandidateIsARegressionAndATwinIsNone() {
        List<ComparedRun> before = runs("a", 99, 100, 101);
        RunComparison slower = compare(before, runs("b", 130));
        assertThat(slower.refusals()).isEmpty();
        assertThat(slower.decision()).isEqualTo(Decision.REGRESSION);
        assertThat(slower.effects()).extracting(effect -> effect.measure().key())
                .containsExactly("throughput", "ttft.mean", "ttft.p95", "error_rate");
        assertThat(slower.effects()).extracting(Effect::outcome).containsExactly(Outcome.WORSE, Outcome.WORSE,
                Outcome.WORSE, Outcome.SAME);
        assertThat(compare(runs("a", 99.9, 100, 100.1), runs("b", 100.05)).decision())
                .isEqualTo(Decision.NO_REGRESSION);
        assertThat(compare(runs("a", 129, 130, 131), runs("b", 100)).decision()).isEqualTo(Decision.NO_REGRESSION);
    }

    @Test
    void oneAgainstOneCannotBeTold() {
        assertThat(compare(runs("a", 100), runs("b", 200)).decision()).isEqualTo(Decision.CANNOT_TELL);
        Terms stated = new Terms(Measure.usual(), false, Margins.USUAL, OptionalDouble.of(0.02), Set.of(), false);
        assertThat(RunComparison.of(new Sides(runs("a", 100), runs("b", 200), false), stated).decision())
                .isEqualTo(Decision.REGRESSION);
    }

    @Test
    void levelsAreFoundByTheirSettingNotByTheirPlace() {
        List<ComparedRun> before = IntStream.of(1, 2, 3)
                .mapToObj(i -> Made.run("a" + i).level(4, 50 + i).level(16, 200 + i).compared()).toList();
        ComparedRun after = Made.run("b").without(8).level(16, 203).level(32, 500).compared();
        assertThat(compare(before, List.of(after)).refusals()).extracting(refusal -> refusal.getClass().getSimpleName())
                .containsExactly("Unlike");
        RunComparison allowed = RunComparison.of(new Sides(before, List.of(after), false), ALL_ALLOWED);
        assertThat(allowed.settings()).singleElement().satisfies(
                only -> assertThat(only.setting().concurrency()).hasValue(16));
        assertThat(allowed.effects().get(1).change().orElseThrow()).isBetween(0.0, 0.01);
    }

    @Test
    void nothingInCommonIsRefusedWhateverIsAllowed() {
        RunComparison apart = RunComparison.of(new Sides(runs("a", 100, 101, 102),
                List.of(Made.run("b").without(8).level(16, 100).compared()), false), ALL_ALLOWED);
        assertThat(apart.refusals()).containsExactly(new Refusal.NothingInCommon());
        assertThat(apart.decision()).isEqualTo(Decision.CANNOT_TELL);
    }

    @Test
    void aRunThatIsNamedTwiceWouldLookLikeASpreadOfNothing() {
        ComparedRun run = Made.run("a").compared();
        assertThat(RunComparison.of(new Sides(List.of(run, run, run), runs("b", 100), false), ALL_ALLOWED).refusals())
                .hasSize(2).allMatch(Refusal.Twice.class::isInstance);
        assertThat(RunComparison.of(new Sides(List.of(run), List.of(run), false), ALL_ALLOWED).refusals())
                .hasSize(1);
    }

    @Test
    void onlyValidatedRunsAreTakenUnlessOthersAreAllowed() {
        for (Made doubtful : List.of(Made.run("x").verdict("WARNING"), Made.run("x").verdict("UNVERIFIED"),
                Made.run("x").verdict(""), Made.run("x").status("interrupted"))) {
            Sides sides = new Sides(runs("a", 99, 100, 101), List.of(doubtful.compared()), false);
            assertThat(RunComparison.of(sides, Terms.USUAL).refusals()).singleElement()
                    .isInstanceOf(Refusal.Unreliable.class);
            assertThat(RunComparison.of(sides, Terms.USUAL).effects()).isEmpty();
            assertThat(RunComparison.of(sides, ALL_ALLOWED).refusals()).isEmpty();
        }
    }

    @Test
    void roundsNeedOneOfEach() {
        assertThat(RunComparison.of(new Sides(runs("a", 99, 100, 101), runs("b", 100, 101), true), Terms.USUAL)
                .refusals()).containsExactly(new Refusal.Unpaired(3, 2));
    }

    @Test
    void whatNobodyMeasuredIsMissedOnlyWhenItWasNamed() {
        Measure p99 = Measure.named("ttft.p99").orElseThrow();
        Terms named = new Terms(List.of(p99), true, Margins.USUAL, OptionalDouble.empty(), Set.of(), false);
        Sides sides = new Sides(runs("a", 99, 100, 101), runs("b", 100), false);
        assertThat(RunComparison.of(sides, named).decision()).isEqualTo(Decision.CANNOT_TELL);
        assertThat(RunComparison.of(sides, Terms.USUAL).effects()).extracting(effect -> effect.measure().key())
                .doesNotContain("tpot.mean", "e2e.p95");
    }

    private static RunComparison compare(List<ComparedRun> baseline, List<ComparedRun> candidate) {
        return RunComparison.of(new Sides(baseline, candidate, false), Terms.USUAL);
    }

    private static List<ComparedRun> runs(String id, double... ttft) {
        return IntStream.range(0, ttft.length).mapToObj(i -> Made.run(id + i).level(8, ttft[i]).compared()).toList();
    }
}
