package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.amount;
import static io.llmloadtest.verdict.FaultsTest.assertAmounts;
import static io.llmloadtest.verdict.FaultsTest.finding;
import static io.llmloadtest.verdict.FaultsTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.Watch;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Totals;
import io.llmloadtest.ledger.foreign.ForeignFile.ToolTestimony;
import io.llmloadtest.ledger.foreign.Tool;
import io.llmloadtest.ledger.foreign.ToolReport;
import io.llmloadtest.ledger.foreign.ToolReport.Counting;
import io.llmloadtest.ledger.foreign.ToolReport.Counts;
import io.llmloadtest.ledger.foreign.ToolReport.Load;
import io.llmloadtest.ledger.foreign.ToolReport.Rates;
import io.llmloadtest.ledger.foreign.ZeroGaps;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is found in the test of another tool, each beside a clean twin that shows nothing of it. */
class AuditedToolTest {

    @Test
    void aToolsCleanTestPassesWithoutAWord() {
        Verdict verdict = Cases.clean().by(vllm(10, 10)).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.EXACT);
    }

    @Test
    void brokenStreamsThatAToolCountsAsSuccessesAreNamed() {
        Verdict verdict = Cases.clean().brokenAndTakenForSuccess(40, 9).by(vllm(10, 10)).judge();

        // the plan of these cases fixes the length, and broken answers do not have it
        assertThat(warnings(verdict)).isEqualTo(Set.of(FindingId.FAILURES_COUNTED_AS_SUCCESSES,
                FindingId.EXIT_CODE_HIDES_FAILURES, FindingId.LENGTHS_NOT_AS_ASKED));
        assertAmounts(verdict, FindingId.FAILURES_COUNTED_AS_SUCCESSES,
                Map.of("requests", 40.0, "reported", 440.0, "finished", 400.0, "tokens", 0.0));
        assertAmounts(verdict, FindingId.EXIT_CODE_HIDES_FAILURES, Map.of("requests", 40.0, "sent", 440.0));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.FAILURES_COUNTED_AS_SUCCESSES)));
        assertThat(verdict.load()).contains(FindingId.FAILURES_COUNTED_AS_SUCCESSES);
    }

    @Test
    void evenASingleOneAmongManyIsNamed() {
        Verdict verdict = Cases.clean().brokenAndTakenForSuccess(1, 9).by(vllm(10, 10)).judge();

        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.PASS);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
        assertAmounts(verdict, FindingId.FAILURES_COUNTED_AS_SUCCESSES, Map.of("requests", 1.0));
    }

    @Test
    void requestsThatNeverArrivedAreNotCalledBrokenStreams() {
        Verdict verdict = Cases.clean().answeredElsewhere(40).by(vllm(10, 10)).judge();

        assertThat(verdict.finding(FindingId.FAILURES_COUNTED_AS_SUCCESSES)).isEmpty();
        assertThat(warnings(verdict)).contains(FindingId.REQUESTS_MISSING_ON_SERVER);
    }

    @Test
    void ourOwnClientNeverHasThisFinding() {
        Verdict verdict = Cases.clean().brokenAndTakenForSuccess(40, 9).judge();

        assertThat(verdict.finding(FindingId.FAILURES_COUNTED_AS_SUCCESSES)).isEmpty();
        assertThat(warnings(verdict)).contains(FindingId.UNEXPLAINED_DIFFERENCE);
    }

    @Test
    void aReadinessCheckIsNoForeignTraffic() {
        AuditedTool checking = new AuditedTool(testimony(Tool.VLLM_BENCH, OptionalInt.of(10), ZeroGaps.NONE,
                Counting.SERVER), true, 10, 1, OptionalInt.of(0));
        Verdict verdict = Cases.clean().foreign(1).by(checking).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(finding(verdict, FindingId.UNREPORTED_REQUESTS).severity()).isEqualTo(Severity.INFO);
        assertAmounts(verdict, FindingId.UNREPORTED_REQUESTS,
                Map.of("requests", 1.0, "tokens", 20.0, "prompt_tokens", 50.0));
        assertThat(verdict.finding(FindingId.FOREIGN_TRAFFIC)).isEmpty();
    }

    @Test
    void moreThanTheToolSendsByItselfIsForeignTraffic() {
        AuditedTool checking = new AuditedTool(testimony(Tool.VLLM_BENCH, OptionalInt.of(10), ZeroGaps.NONE,
                Counting.SERVER), true, 10, 1, OptionalInt.of(0));
        Verdict verdict = Cases.clean().foreign(12).by(checking).judge();

        assertThat(verdict.finding(FindingId.UNREPORTED_REQUESTS)).isEmpty();
        assertThat(warnings(verdict)).containsExactly(FindingId.FOREIGN_TRAFFIC);
    }

    @Test
    void aConcurrencyThatWasNeverReachedIsNamed() {
        AuditedTool guidellm = new AuditedTool(testimony(Tool.GUIDELLM, OptionalInt.of(100), ZeroGaps.NONE,
                Counting.SERVER), true, 10, 0, OptionalInt.of(0));
        Verdict verdict = Cases.clean().by(guidellm).watched(watch -> sampled(watch, 9, 8)).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.CONCURRENCY_NOT_REACHED);
        assertAmounts(verdict, FindingId.CONCURRENCY_NOT_REACHED,
                Map.of("asked", 100.0, "recorded", 10.0, "sampled", 9.0, "samples", 8.0));
        assertThat(amount(finding(verdict, FindingId.CONCURRENCY_NOT_REACHED), "percent")).isCloseTo(10, within(0.5));
    }

    @Test
    void gaugesThatShowAQuarterLessAreNoProofAgainstTheToolsOwnTimes() {
        Verdict verdict = Cases.clean().by(vllm(10, 10)).watched(watch -> sampled(watch, 7, 8)).judge();

        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void gapsOfNothingAreInformationOnDefinitions() {
        ZeroGaps one = new ZeroGaps(400, 8000, 400, 23.75, 25);
        Verdict verdict = Cases.clean().by(new AuditedTool(
                testimony(Tool.VLLM_BENCH, OptionalInt.of(10), one, Counting.SERVER), true, 10, 0, OptionalInt.of(0)))
                .judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(finding(verdict, FindingId.ZERO_GAPS).severity()).isEqualTo(Severity.INFO);
        assertAmounts(verdict, FindingId.ZERO_GAPS,
                Map.of("requests", 400.0, "gaps", 400.0, "itl_ms", 23.75, "without_ms", 25.0));
    }

    @Test
    void anExitCodeOfZeroAfterFailuresIsNamedAndAnotherIsNot() {
        assertThat(warnings(Cases.clean().refused(20, 500, true).by(vllm(10, 10)).judge()))
                .contains(FindingId.EXIT_CODE_HIDES_FAILURES);
        AuditedTool honest = new AuditedTool(vllm(10, 10).testimony(), true, 10, 0, OptionalInt.of(1));
        Verdict verdict = Cases.clean().refused(20, 500, true).by(honest).judge();
        assertThat(warnings(verdict)).doesNotContain(FindingId.EXIT_CODE_HIDES_FAILURES)
                .contains(FindingId.TOOL_FAILED);
        assertAmounts(verdict, FindingId.TOOL_FAILED, Map.of("exit_code", 1.0, "requests", 420.0));
    }

    @Test
    void aToolsOwnTokenizerExplainsTokensButNotRequests() {
        AuditedTool aiperf = new AuditedTool(testimony(Tool.AIPERF, OptionalInt.of(10), ZeroGaps.NONE, Counting.OWN),
                true, 10, 0, OptionalInt.of(0));
        Verdict verdict = Cases.clean().move(Counter.PROMPT_TOKENS, 800).move(Counter.GENERATION_TOKENS, -100)
                .by(aiperf).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertAmounts(verdict, FindingId.TOKENS_COUNTED_BY_TOOL, Map.of("prompt_tokens", 800.0, "tokens", -100.0));
        Verdict other = Cases.clean().move(Counter.PROMPT_TOKENS, 800).judge();
        assertThat(warnings(other)).containsExactly(FindingId.UNEXPLAINED_DIFFERENCE);
    }

    @Test
    void totalsAloneAreComparedAsCountsAndNoLatencyIsMadeUp() {
        Cases cases = Cases.clean();
        cases.tally = new Tally(GoodputLimits.NONE);
        cases.tally.add(new Totals(Cases.CHAT, 400, 0, OptionalLong.of(400L * Cases.INPUT),
                OptionalLong.of(400L * Cases.OUTPUT)));
        ToolTestimony said = testimony(Tool.VLLM_BENCH, OptionalInt.of(10), ZeroGaps.NONE, Counting.SERVER);
        Verdict verdict = cases.by(new AuditedTool(new ToolTestimony(said.report(), false, ZeroGaps.NONE), false, 0, 0,
                OptionalInt.of(0))).judge();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.overall()).as(verdict.comparisons().toString()).isEqualTo(Overall.PASSED);
        for (Quantity counted : List.of(Quantity.REQUEST_COUNT, Quantity.TOTAL_TOKENS, Quantity.PROMPT_TOKENS,
                Quantity.HTTP_REQUESTS, Quantity.HTTP_200_COUNT)) {
            assertThat(row(verdict, counted).status()).as(counted.rowName()).isEqualTo(Status.PASS);
        }
        for (Quantity timed : List.of(Quantity.AVG_TTFT, Quantity.AVG_E2E, Quantity.AVG_IN_FLIGHT)) {
            assertThat(row(verdict, timed).client().isKnown()).as(timed.rowName()).isFalse();
        }
        assertThat(row(verdict, Quantity.AVG_THROUGHPUT).reason())
                .isEqualTo(new Reason.NotCompared(Why.REQUESTS_NOT_TIMED, Map.of()));
    }

    @Test
    void anE2eAboveTheServersIsTheToolsLateness() {
        Cases slow = Cases.clean();
        slow.durations.get(Cases.CHAT)[0] *= 0.5;
        Verdict verdict = slow.by(vllm(10, 10)).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.TOOL_LATE);
        assertThat(row(verdict, Quantity.AVG_E2E).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.TOOL_LATE)));
        slow.tool = Optional.empty();
        assertThat(warnings(slow.judge())).containsExactly(FindingId.UNEXPLAINED_DIFFERENCE);
    }

    @Test
    void aTtftGapNamesTheToolThatMeasuredIt() {
        Verdict verdict = Cases.clean().delta(delta -> FaultsTest.ttft(delta, 400, 400 * 0.01)).by(vllm(10, 10))
                .judge();

        assertThat(finding(verdict, FindingId.TTFT_GAP).values()).containsEntry("tool", Fact.of("vllm bench serve"));
    }

    private static AuditedTool vllm(int asked, int inFlight) {
        return new AuditedTool(testimony(Tool.VLLM_BENCH, OptionalInt.of(asked), ZeroGaps.NONE, Counting.SERVER), true,
                inFlight, 0, OptionalInt.of(0));
    }

    private static ToolTestimony testimony(Tool tool, OptionalInt concurrency, ZeroGaps gaps, Counting counting) {
        return new ToolTestimony(new ToolReport(tool, Optional.empty(), Cases.CHAT,
                new Counts(OptionalLong.of(400), OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty()),
                new Load(concurrency, OptionalDouble.empty(), OptionalDouble.of(24)), Map.of(),
                new Rates(OptionalDouble.empty(), OptionalDouble.empty()), counting), true, gaps);
    }

    private static Watch sampled(Watch watch, double most, int times) {
        Reading unknown = Reading.absent(Why.FAMILY_MISSING);
        List<MetricsSample> samples = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            samples.add(new MetricsSample(new Tick((i + 1) * 1_000 * Cases.MS), Cases.START, 0,
                    Reading.of(i == 0 ? most : most / 2), Reading.of(0), unknown, unknown, unknown, unknown, unknown,
                    unknown, unknown));
        }
        return new Watch(samples, watch.replicas(), watch.identities());
    }

    private static Set<FindingId> warnings(Verdict verdict) {
        return verdict.findings().stream().filter(found -> found.severity() == Severity.WARNING).map(Finding::id)
                .collect(Collectors.toSet());
    }
}
