package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.assertAmounts;
import static io.llmloadtest.verdict.FaultsTest.finding;
import static io.llmloadtest.verdict.FaultsTest.row;
import static io.llmloadtest.verdict.FaultsTest.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Why;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole run beside its levels. */
class RunVerdictTest {

    @Test
    void aCleanRunOfTwoLevelsIsPassedAndItsWarmUpsAreKeptApart() {
        RunVerdict verdict = judge(whole(800, 20), level(0), level(1));

        assertThat(verdict.run().overall()).isEqualTo(Overall.PASSED);
        assertThat(verdict.run().findings()).isEmpty();
        Comparison requests = row(verdict.run(), Quantity.REQUEST_COUNT);
        assertThat(requests.client().known()).hasValue(820);
        assertThat(requests.server().known()).hasValue(820);
        assertThat(requests.reason())
                .isEqualTo(new Reason.Noted("warm-up-included", Map.of("warm_up_requests", "20")));
    }

    @Test
    void latenciesOfTheRunAreThoseOfItsLevelsAlone() {
        Cases run = whole(800, 20);
        run.observe(Histogram.TTFT, 55);
        RunVerdict verdict = judge(run, level(0), level(1));

        Comparison ttft = row(verdict.run(), Quantity.AVG_TTFT);
        assertThat(ttft.status()).isEqualTo(Status.PASS);
        assertThat(ttft.server().known().orElseThrow()).isCloseTo(47, within(0.01));
    }

    @Test
    void foreignTrafficInAWarmUpIsFoundByTheRunAlone() {
        RunVerdict verdict = judge(whole(800, 20).foreign(50), level(0), level(1));

        assertThat(verdict.levels()).allSatisfy(level -> assertThat(level.overall()).isEqualTo(Overall.PASSED));
        assertThat(warnings(verdict.run())).containsExactly(FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict.run(), FindingId.FOREIGN_TRAFFIC, Map.of("requests", 50.0, "tokens", 1000.0));
        assertThat(finding(verdict.run(), FindingId.FOREIGN_TRAFFIC).values()).doesNotContainKey("levels");
        assertThat(verdict.run().overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void oppositeDifferencesOfLevelsAreNotCancelled() {
        Cases more = level(0).move(Counter.GENERATION_TOKENS, 100);
        Cases fewer = level(1).move(Counter.GENERATION_TOKENS, -100);
        RunVerdict verdict = judge(whole(800, 20), more, fewer);

        Comparison tokens = row(verdict.run(), Quantity.TOTAL_TOKENS);
        assertThat(tokens.difference()).hasValue(0);
        assertThat(tokens.reason()).isEqualTo(new Reason.Noted("levels-differ-in-opposite-directions",
                Map.of("level_0", "-100", "level_1", "100")));
        assertThat(verdict.run().counts()).isEqualTo(Verdict.Counts.WITHIN_TOLERANCE);
        assertThat(verdict.run().overall()).isEqualTo(Overall.WARNING);
        assertThat(finding(verdict.run(), FindingId.UNEXPLAINED_DIFFERENCE).values()).containsEntry("levels",
                Fact.of(List.of("0", "1")));
    }

    @Test
    void findingsOfLevelsAreMergedById() {
        Cases cold = level(0).aborted(3, new Outcome.TimedOut("body"), 4, 6);
        Cases calm = level(1).aborted(5, new Outcome.TimedOut("body"), 4, 6);
        Cases run = whole(800, 20).inLevels().aborted(8, new Outcome.TimedOut("body"), 4, 6);
        RunVerdict verdict = judge(run, cold, calm);

        assertAmounts(verdict.run(), FindingId.WORK_ABORTED, Map.of("requests", 8.0, "tokens", 48.0));
        assertThat(finding(verdict.run(), FindingId.WORK_ABORTED).values()).containsEntry("levels",
                Fact.of(List.of("0", "1")));
        assertThat(finding(verdict.run(), FindingId.WORK_ABORTED).scope()).isEqualTo(new Scope.Run());
    }

    @Test
    void whatOnlyLevelsShowIsSummed() {
        Cases one = level(0).move(Counter.GENERATION_TOKENS, 7);
        Cases two = level(1).move(Counter.GENERATION_TOKENS, 5);
        RunVerdict verdict = judge(whole(800, 20), one, two);

        assertAmounts(verdict.run(), FindingId.UNEXPLAINED_DIFFERENCE, Map.of("tokens", 12.0));
    }

    @Test
    void aLevelThatCouldNotBeVerifiedLeavesTheRunUnverified() {
        Cases blind = level(1).metrics(_ -> MetricsTestimony.none(
                new MetricsAvailability.Unavailable("u", MetricsAvailability.Problem.TIMED_OUT, ""), Why.NO_METRICS));
        RunVerdict verdict = judge(whole(800, 20), level(0), blind);

        assertThat(verdict.run().overall()).isEqualTo(Overall.UNVERIFIED);
        assertThat(row(verdict.run(), Quantity.AVG_TTFT).status()).isEqualTo(Status.SKIP);
    }

    @Test
    void aWarningOfALevelIsTheRuns() {
        RunVerdict verdict = judge(whole(800, 20), level(0), level(1).expecting(e -> new Expectation(e.concurrency(),
                e.requests(), e.inputTokens(), e.outputTokens(), true, true, 12, Reading.of(0.2), 10, true,
                e.busyBefore())));

        assertThat(verdict.run().overall()).isEqualTo(Overall.WARNING);
        assertThat(verdict.run().load()).containsExactly(FindingId.LOAD_INTERRUPTED);
    }

    private static Cases level(int index) {
        return Cases.empty().at(new Scope.Level(index)).completed(400);
    }

    private static Cases whole(int completed, int warmUp) {
        return Cases.empty().at(new Scope.Run()).completed(completed).warmingUp().completed(warmUp);
    }

    private static RunVerdict judge(Cases run, Cases... levels) {
        return Judge.judgeRun(List.of(levels).stream().map(Cases::file).toList(), run.file(), Tolerances.DEFAULT);
    }
}
