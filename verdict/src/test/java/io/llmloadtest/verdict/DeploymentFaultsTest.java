package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.assertAmounts;
import static io.llmloadtest.verdict.FaultsTest.assertOnlyWarning;
import static io.llmloadtest.verdict.FaultsTest.finding;
import static io.llmloadtest.verdict.FaultsTest.row;
import static io.llmloadtest.verdict.FaultsTest.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.logs.Custody;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.PortLines;
import io.llmloadtest.evidence.logs.RequestLines;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.Replica;
import io.llmloadtest.evidence.metrics.Reset;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.Watch;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Servers that are more than one, and logs that do not come in one piece. */
class DeploymentFaultsTest {

    private static final String ONE = "http://10.0.0.1:8000/metrics";
    private static final String TWO = "http://10.0.0.2:8000/metrics";

    @Test
    void aMetricsUrlThatSeveralServersAnswerIsNoRestart() {
        Verdict verdict = Cases.clean().delta(_ -> ServerDelta.absent(Why.SEVERAL_SERVERS))
                .watched(watch -> new Watch(watch.samples(), watch.replicas(), new TreeMap<>(Map.of(ONE, 3)),
                        new TreeSet<>(), 0))
                .judge();

        assertOnlyWarning(verdict, FindingId.METRICS_BEHIND_BALANCER);
        assertAmounts(verdict, FindingId.METRICS_BEHIND_BALANCER, Map.of("identities", 3.0));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.SKIP);
    }

    @Test
    void replicasThatShareTheLoadEvenlyAreNoFinding() {
        Verdict verdict = Cases.clean().watched(watch -> replicas(replica(ONE, 210), replica(TWO, 190))).judge();

        assertThat(warnings(verdict)).isEmpty();
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void aReplicaWithMostOfTheLoadIsNamedWithItsShare() {
        Verdict verdict = Cases.clean().watched(watch -> replicas(replica(ONE, 340), replica(TWO, 60))).judge();

        assertOnlyWarning(verdict, FindingId.REPLICA_IMBALANCE);
        assertAmounts(verdict, FindingId.REPLICA_IMBALANCE,
                Map.of("most_percent", 85.0, "least_percent", 15.0, "fair_percent", 50.0, "replicas", 2.0));
    }

    @Test
    void aFewRequestsSayNothingOfABalance() {
        Verdict verdict = Cases.empty().completed(10).watched(watch -> replicas(replica(ONE, 8), replica(TWO, 2)))
                .judge();

        assertThat(warnings(verdict)).isEmpty();
    }

    @Test
    void requestsThatNoneOfSeveralMetricsPagesCountsWentToAnotherReplica() {
        Verdict verdict = Cases.empty().completed(300).answeredElsewhere(100)
                .watched(watch -> replicas(replica(ONE, 150), replica(TWO, 150))).judge();

        assertOnlyWarning(verdict, FindingId.UNSCRAPED_REPLICA);
        assertAmounts(verdict, FindingId.UNSCRAPED_REPLICA,
                Map.of("requests", 100.0, "replicas", 2.0, "tokens", 100.0 * Cases.OUTPUT));
    }

    @Test
    void withOneMetricsPageAnotherReplicaIsOnlyAPossibility() {
        Verdict verdict = Cases.empty().completed(300).answeredElsewhere(100).judge();

        assertOnlyWarning(verdict, FindingId.REQUESTS_MISSING_ON_SERVER);
        assertThat(finding(verdict, FindingId.REQUESTS_MISSING_ON_SERVER).values()).containsEntry("also_fits",
                Fact.of(List.of("unscraped-replica")));
    }

    @Test
    void aReplicaThatStartsAnewChangesTheSet() {
        Replica restarted = new Replica(TWO, new MetricsAvailability.Available(TWO, "vLLM V1"),
                ServerDelta.absent(Why.COUNTER_RESET), List.of(new Reset(Reset.Sign.COUNTER_FELL, "vllm:x_total")));
        Verdict verdict = Cases.clean().delta(_ -> ServerDelta.absent(Why.COUNTER_RESET))
                .watched(watch -> replicas(replica(ONE, 200), restarted)).judge();

        assertOnlyWarning(verdict, FindingId.REPLICA_SET_CHANGED);
        assertThat(finding(verdict, FindingId.REPLICA_SET_CHANGED).values()).containsEntry("restarted",
                Fact.of(List.of(TWO)));
    }

    @Test
    void requestsThatTheLogReceivesTwiceWereRepeatedOnTheWay() {
        Verdict verdict = Cases.clean().foreign(7).digest(DeploymentFaultsTest::sevenTwice).judge();

        assertOnlyWarning(verdict, FindingId.GATEWAY_RETRIES);
        assertAmounts(verdict, FindingId.GATEWAY_RETRIES,
                Map.of("requests", 7.0, "repeats", 7.0, "tokens", 7.0 * Cases.OUTPUT));
    }

    @Test
    void repeatsAndForeignTrafficAreToldApartByTheRequestLog() {
        Verdict verdict = Cases.clean().foreign(30).digest(DeploymentFaultsTest::sevenTwice).judge();

        assertThat(warnings(verdict)).containsExactlyInAnyOrder(FindingId.GATEWAY_RETRIES, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.GATEWAY_RETRIES, Map.of("repeats", 7.0));
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 23.0));
    }

    @Test
    void foreignTrafficIsPlacedBetweenTheSamplesThatShowIt() {
        Cases cases = Cases.clean().foreign(50);
        Timeline ours = cases.file().timeline();
        List<MetricsSample> samples = new ArrayList<>();
        for (int second = 0; second <= 24; second++) {
            Tick at = new Tick(second * 1000 * Cases.MS);
            double foreign = second < 5 ? 0 : second < 8 ? (second - 4) * 250.0 : 1000;
            samples.add(sample(at, ours.outputTokens(new Window(Tick.ZERO, at)) + foreign));
        }
        Verdict verdict = cases.watched(watch -> new Watch(samples, List.of(), new TreeMap<>(), new TreeSet<>(), 0))
                .judge();

        assertThat(finding(verdict, FindingId.FOREIGN_TRAFFIC).values()).containsEntry("when", Fact.of("4.0-8.0 s"));
    }

    private static MetricsSample sample(Tick at, double tokens) {
        Reading unknown = Reading.absent(Why.FAMILY_MISSING);
        return new MetricsSample(at, Cases.START, 0, unknown, unknown, unknown, Reading.of(tokens), unknown, unknown,
                unknown, unknown, unknown);
    }

    @Test
    void severalModelsAndEnginesAreInformation() {
        Verdict verdict = Cases.clean().watched(watch -> new Watch(List.of(), List.of(), new TreeMap<>(),
                new TreeSet<>(List.of("tiny", "other")), 4)).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertAmounts(verdict, FindingId.SEVERAL_ENGINES, Map.of("engines", 4.0));
        assertThat(finding(verdict, FindingId.SEVERAL_MODELS).values()).containsEntry("models",
                Fact.of(List.of("other", "tiny")));
    }

    @Test
    void madeUpPromptsOfSeveralLengthsAreNoMoreRealThanThoseOfOne() {
        Verdict made = Cases.clean().move(Counter.DRAFTED_TOKENS, 600)
                .expecting(e -> ofSeveralLengths(e, true)).judge();
        Verdict real = Cases.clean().move(Counter.DRAFTED_TOKENS, 600)
                .expecting(e -> ofSeveralLengths(e, false)).judge();

        assertThat(finding(made, FindingId.SPECULATIVE_DECODING).severity()).isEqualTo(Severity.WARNING);
        assertThat(finding(real, FindingId.SPECULATIVE_DECODING).severity()).isEqualTo(Severity.INFO);
    }

    private static Expectation ofSeveralLengths(Expectation e, boolean exact) {
        return new Expectation(e.concurrency(), e.requests(), exact, OptionalInt.empty(), e.outputTokens(),
                e.streamed(), e.freshPrompts(), e.sharedTokens(), e.roundTripMillis(), e.warmUp(), e.interrupted(),
                e.busyBefore());
    }

    @Test
    void speculativeDecodingOfSyntheticPromptsIsAWarning() {
        Verdict verdict = Cases.clean().move(Counter.DRAFTED_TOKENS, 600).move(Counter.ACCEPTED_TOKENS, 450).judge();

        assertOnlyWarning(verdict, FindingId.SPECULATIVE_DECODING);
        assertAmounts(verdict, FindingId.SPECULATIVE_DECODING,
                Map.of("drafted_tokens", 600.0, "accepted_tokens", 450.0, "accepted_percent", 75.0));
    }

    @Test
    void aRotatedLogIsInformation() {
        Verdict verdict = Cases.clean().log(log -> with(log, new Custody(2, Reading.of(12), false,
                Reading.absent(Why.NO_SAMPLES), Reading.absent(Why.NO_SAMPLES)))).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertAmounts(verdict, FindingId.LOG_ROTATED, Map.of("rotations", 2.0, "lost_lines", 12.0));
    }

    @Test
    void aClockThatDiffersByMoreThanItsDoubtIsInformation() {
        Verdict far = Cases.clean().log(log -> with(log, skew(2500, 20))).judge();
        Verdict near = Cases.clean().log(log -> with(log, skew(60, 20))).judge();
        Verdict doubtful = Cases.clean().log(log -> with(log, skew(400, 900))).judge();

        assertAmounts(far, FindingId.CLOCK_SKEW, Map.of("skew_ms", 2500.0, "uncertainty_ms", 20.0));
        assertThat(far.overall()).isEqualTo(Overall.PASSED);
        assertThat(near.finding(FindingId.CLOCK_SKEW)).isEmpty();
        assertThat(doubtful.finding(FindingId.CLOCK_SKEW)).isEmpty();
    }

    private static LogDigest sevenTwice(LogDigest d) {
        Map<String, Integer> received = new TreeMap<>();
        for (int i = 0; i < 400; i++) {
            received.put("t-" + i, i < 7 ? 2 : 1);
        }
        return new LogDigest(d.lines(), d.access(), true, true, d.stats(), d.events(), 0, d.first(), d.last(),
                new RequestLines(true, received, Map.of(), 0, PortLines.NONE), 0);
    }

    private static Custody skew(double millis, double doubt) {
        return new Custody(0, Reading.of(0), false, Reading.of(millis), Reading.of(doubt));
    }

    private static LogTestimony with(LogTestimony log, Custody custody) {
        return new LogTestimony(log.source(), log.availability(), log.digest(), log.restarted(), custody, log.took());
    }

    private static Watch replicas(Replica... replicas) {
        return new Watch(List.of(), List.of(replicas), new TreeMap<>(), new TreeSet<>(), 0);
    }

    private static Replica replica(String url, double choices) {
        ServerDelta nothing = ServerDelta.absent(Why.FAMILY_MISSING);
        Map<Counter, Reading> counters = new EnumMap<>(nothing.counters());
        counters.put(Counter.SUCCEEDED_CHOICES, Reading.of(choices));
        return new Replica(url, new MetricsAvailability.Available(url, "vLLM V1"), new ServerDelta(counters,
                nothing.histograms(), Map.of(), Reading.of(0), Map.of(), Cases.VLLM), List.of());
    }
}
