package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.TraceContext;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.roll.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What traces add to a verdict: requests one by one. */
class TracesTest {

    private static final int REQUESTS = 400;
    private static final long MS = 1_000_000;

    private final List<ServedRequest> spans = new ArrayList<>(
            IntStream.range(0, REQUESTS).mapToObj(i -> span(i, Cases.OUTPUT)).toList());
    private int again = -1;

    @Test
    void everyRequestThatIsFoundAgainAgrees() {
        Verdict verdict = judge(Cases.clean());

        assertThat(verdict.rows(Source.OTLP)).extracting(Comparison::quantity).containsExactly(Quantity.REQUEST_COUNT,
                Quantity.AVG_TTFT, Quantity.TOTAL_TOKENS, Quantity.PROMPT_TOKENS, Quantity.AVG_E2E);
        assertThat(verdict.rows(Source.OTLP)).allMatch(row -> row.status() == Status.PASS);
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void withoutMetricsTracesOfEveryRequestProveTheRun() {
        assertThat(judge(withoutMetrics()).overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void withoutMetricsAndWithASpanMissingNothingIsProved() {
        spans.removeFirst();
        Verdict verdict = judge(withoutMetrics());

        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
        assertThat(verdict.finding(FindingId.TRACES_INCOMPLETE).orElseThrow().values())
                .containsEntry("requests", Fact.of(1)).containsEntry("spans", Fact.of(REQUESTS - 1));
    }

    @Test
    void theRequestWhoseTokensDifferIsNamed() {
        spans.set(17, span(17, Cases.OUTPUT + 1));
        Verdict verdict = judge(Cases.clean());

        assertThat(verdict.finding(FindingId.UNEXPLAINED_DIFFERENCE).orElseThrow().values())
                .containsEntry("differing", Fact.of(1))
                .containsEntry("examples", Fact.of(List.of("run-0-17 output 20/21")));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void aRequestServedTwiceWasRepeatedOnTheWay() {
        spans.add(span(3, 7));
        Verdict verdict = judge(Cases.clean());

        assertThat(verdict.finding(FindingId.GATEWAY_RETRIES).orElseThrow().values())
                .containsEntry("requests", Fact.of(1)).containsEntry("repeats", Fact.of(1))
                .containsEntry("examples", Fact.of(List.of("run-0-3")));
    }

    @Test
    void whatWeSentAgainOurselvesWasNotRepeatedOnTheWay() {
        spans.add(span(3, 7));
        again = 3;

        assertThat(judge(Cases.clean()).finding(FindingId.GATEWAY_RETRIES)).isEmpty();

        spans.add(span(3, 7));
        assertThat(judge(Cases.clean()).finding(FindingId.GATEWAY_RETRIES).orElseThrow().values())
                .containsEntry("repeats", Fact.of(1));
    }

    @Test
    void withoutMetricsForeignSpansAreForeignTraffic() {
        spans.add(foreign("chatcmpl-somebody", 30));
        spans.add(foreign("chatcmpl-else", 12));
        Verdict verdict = judge(withoutMetrics());

        assertThat(verdict.finding(FindingId.FOREIGN_TRAFFIC).orElseThrow().values())
                .containsEntry("requests", Fact.of(2)).containsEntry("tokens", Fact.of(42));
    }

    @Test
    void noSpansAtAllAreSaidAndProveNothing() {
        Cases cases = withoutMetrics();
        cases.roll = roll();
        cases.traces = new TraceTestimony(new TraceAvailability.Missing("0.0.0.0:4318",
                TraceAvailability.Problem.NO_SPANS, ""), List.of(), 0, 0);
        Verdict verdict = Judge.judge(cases.file(), Tolerances.DEFAULT);

        assertThat(verdict.finding(FindingId.TRACES_UNAVAILABLE).orElseThrow().values())
                .containsEntry("problem", Fact.of("no_spans"));
        assertThat(verdict.rows(Source.OTLP)).allMatch(row -> row.status() == Status.SKIP);
        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
    }

    @Test
    void whereTheTraceWasReplacedTheRequestIdMatches() {
        Matching matching = new Matching(roll().entries());

        for (String id : List.of("chatcmpl-run-0-12", "cmpl-run-0-12-0", "1_chatcmpl-run-0-12",
                "chatcmpl-run-0-12-9f3a77c1")) {
            assertThat(matching.entryOf(foreign(id, 1)).map(RollEntry::id)).as(id).contains("run-0-12");
        }
        assertThat(matching.entryOf(foreign("chatcmpl-run1-0001", 1))).isEmpty();
        assertThat(matching.entryOf(foreign("", 1))).isEmpty();
    }

    private Verdict judge(Cases cases) {
        cases.roll = roll();
        cases.traces = new TraceTestimony(new TraceAvailability.Received("0.0.0.0:4318"), spans, 0, 0);
        return Judge.judge(cases.file(), Tolerances.DEFAULT);
    }

    private static Cases withoutMetrics() {
        Cases cases = Cases.clean();
        cases.metricsChange = _ -> MetricsTestimony.none(
                new MetricsAvailability.NotAsked(Why.NOT_ASKED), Why.NOT_ASKED);
        return cases;
    }

    private RollCall roll() {
        return new RollCall(IntStream.range(0, REQUESTS).mapToObj(this::entry).toList(), 0);
    }

    private RollEntry entry(int ordinal) {
        return new RollEntry("run-0-" + ordinal, new Scope.Level(0), Cases.CHAT, 1, new Tick(ordinal * MS),
                OptionalLong.of(50 * MS), 525 * MS,
                Optional.of(new TokenCounts(Cases.INPUT, Cases.OUTPUT, OptionalInt.empty())), OptionalInt.of(200),
                OptionalInt.empty(), ordinal == again, Optional.empty());
    }

    private static ServedRequest span(int ordinal, int tokens) {
        return span("chatcmpl-run-0-" + ordinal, TraceContext.of("run-0-" + ordinal).traceId(), ordinal, tokens);
    }

    private static ServedRequest foreign(String id, int tokens) {
        return span(id, TraceContext.of("foreign" + id).traceId(), 0, tokens);
    }

    private static ServedRequest span(String id, String trace, int ordinal, int tokens) {
        return new ServedRequest(id, trace, "", Cases.START.plusMillis(ordinal), Reading.of(Cases.INPUT),
                Reading.of(tokens), Reading.of(0.047), Reading.of(0.523), Reading.of(0.001), Reading.of(0.046),
                Reading.of(0.476), Reading.of(1));
    }
}
