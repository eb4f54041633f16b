package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.Watch;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine's own stretches of a request bound what the client saw from below, and nothing more. */
class StageRowsTest {

    private static final List<Quantity> STAGES = List.of(Quantity.AVG_QUEUE, Quantity.AVG_PREFILL, Quantity.AVG_DECODE,
            Quantity.AVG_ITL, Quantity.AVG_TPOT);

    @Test
    void bothSidesAreShownAsTheyAre() {
        Verdict verdict = Cases.clean().judge();

        assertRow(row(verdict, Quantity.AVG_DECODE), 476, 475);
        assertRow(row(verdict, Quantity.AVG_ITL), 25, 25);
        assertRow(row(verdict, Quantity.AVG_TPOT), 476 / 19.0, 25);
        assertRow(row(verdict, Quantity.AVG_IN_FLIGHT), 400 * 0.526 / 24, 400 * 0.524 / 24);
    }

    @Test
    void queueAndPrefillHaveNoClientValueAndMustFitIntoItsFirstToken() {
        Comparison queue = row(Cases.clean().judge(), Quantity.AVG_QUEUE);

        assertThat(queue.client()).isEqualTo(Reading.absent(Why.NO_CLIENT_VALUE));
        assertThat(queue.server().known().orElseThrow()).isCloseTo(10, within(1e-6));
        assertThat(queue.status()).isEqualTo(Status.PASS);
        assertThat(queue.limit().allowance()).isCloseTo(50 - 30 + 1, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"QUEUE, AVG_QUEUE, 0.025", "PREFILL, AVG_PREFILL, 0.045", "DECODE, AVG_DECODE, 0.60",
            "ITL, AVG_ITL, 0.030", "TPOT, AVG_TPOT, 0.030", "E2E, AVG_IN_FLIGHT, 0.60"})
    void aServerThatNeededLongerThanTheClientWaitedIsImpossible(Histogram histogram, Quantity quantity,
            double seconds) {
        Cases cases = histogram == Histogram.E2E ? Cases.clean().noHttpMetrics() : Cases.clean();
        Verdict verdict = cases.delta(delta -> with(delta, histogram, mean -> seconds)).judge();

        assertThat(row(verdict, quantity).status()).isEqualTo(Status.WARN);
        assertThat(row(verdict, quantity).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.CLIENT_BELOW_SERVER)));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @ParameterizedTest
    @CsvSource({"QUEUE, AVG_QUEUE", "PREFILL, AVG_PREFILL", "DECODE, AVG_DECODE", "ITL, AVG_ITL", "TPOT, AVG_TPOT"})
    void aServerThatWasFasterByAnyAmountIsNoFault(Histogram histogram, Quantity quantity) {
        Verdict verdict = Cases.clean().delta(delta -> with(delta, histogram, mean -> mean / 3)).judge();

        assertThat(row(verdict, quantity).status()).isEqualTo(Status.PASS);
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void aFirstTokenThatComesLateShortensTheClientsDecodeAndIsNotHeldAgainstIt() {
        // The server's first token 9 ms earlier, its last one where it was: the client sees the whole decode in less.
        Verdict verdict = Cases.clean().delta(delta -> with(delta, Histogram.QUEUE, mean -> mean - 0.008))
                .delta(delta -> with(delta, Histogram.DECODE, mean -> mean + 0.009))
                .delta(delta -> with(delta, Histogram.TPOT, mean -> mean + 0.009 / 19)).judge();

        assertThat(row(verdict, Quantity.AVG_DECODE).status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Quantity.AVG_DECODE).reason())
                .isEqualTo(new Reason.Noted("first-token-late", Map.of("late_ms", "18.000")));
        assertThat(row(verdict, Quantity.AVG_TPOT).status()).isEqualTo(Status.PASS);
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @ParameterizedTest
    @EnumSource(value = Histogram.class, names = {"QUEUE", "PREFILL", "DECODE", "ITL", "TPOT"})
    void anOldPageWithoutTheFamilyIsSkipped(Histogram histogram) {
        HistogramDelta missing = HistogramDelta.absent(new Reading.Absent(Why.FAMILY_MISSING, Map.of()));
        Verdict verdict = Cases.clean().delta(delta -> with(delta, histogram, missing)).judge();

        assertSkipped(row(verdict, Quantity.valueOf("AVG_" + histogram.name())), Why.FAMILY_MISSING);
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void unequalPopulationsAreNotCompared() {
        Verdict verdict = Cases.clean().foreign(1).judge();

        STAGES.forEach(stage -> assertSkipped(row(verdict, stage), Why.UNEQUAL_POPULATIONS));
        assertSkipped(row(verdict, Quantity.AVG_IN_FLIGHT), Why.UNEQUAL_POPULATIONS);
    }

    @Test
    void anAbortedRequestIsNotTakenForAnother() {
        Verdict verdict = Cases.clean().aborted(1, new Outcome.TimedOut("next_token"), 3, 8).judge();

        STAGES.forEach(stage -> assertSkipped(row(verdict, stage), Why.ABORTED_INSIDE));
    }

    @Test
    void chunksOfSeveralTokensAreNoGapsBetweenTokens() {
        Verdict verdict = Cases.clean().observe(Histogram.ITL, 0.025).judge();

        assertSkipped(row(verdict, Quantity.AVG_ITL), Why.UNEQUAL_POPULATIONS);
        assertThat(row(verdict, Quantity.AVG_TPOT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void toldTokensAreComparedAsTokensHoweverTheyCome() {
        Cases cases = Cases.empty();
        cases.tokensPerChunk = 4;
        cases.tellsTokens = true;
        Comparison itl = row(cases.completed(400).judge(), Quantity.AVG_ITL);

        assertRow(itl, 25, 25);
        assertThat(itl.reason()).isEqualTo(new Reason.None());
    }

    @Test
    void aServerThatTimesStepsOfSeveralTokensIsComparedWithTheChunks() {
        Cases cases = Cases.empty();
        cases.tokensPerChunk = 2;
        cases.tellsTokens = true;
        // 20 tokens in 11 chunks: ten gaps each, with speculative decoding one for each step of the engine.
        cases.completed(400).delta(delta -> with(delta, Histogram.ITL,
                new HistogramDelta(Reading.of(4000 * 0.0475), Reading.of(4000), new TreeMap<>())));
        Comparison itl = row(cases.judge(), Quantity.AVG_ITL);

        assertRow(itl, 47.5, 47.5);
        assertThat(itl.reason()).isEqualTo(new Reason.Noted("itl-per-step", Map.of()));
    }

    @Test
    void anAnswerOfOneTokenHasNoTimePerOutputToken() {
        Verdict verdict = Cases.clean().ofLength(1, 1).judge();

        assertSkipped(row(verdict, Quantity.AVG_TPOT), Why.UNEQUAL_POPULATIONS);
        assertThat(row(verdict, Quantity.AVG_DECODE).status()).isEqualTo(Status.PASS);
    }

    @Test
    void theGaugesMeanIsSaidBesideLittlesLawWhenThereAreEnough() {
        assertThat(row(Cases.clean().metrics(metrics -> sampled(metrics, 5)).judge(), Quantity.AVG_IN_FLIGHT).reason())
                .isEqualTo(new Reason.Noted("sampled-in-flight", Map.of("samples", "5", "sampled", "9.500")));
        assertThat(row(Cases.clean().metrics(metrics -> sampled(metrics, 4)).judge(), Quantity.AVG_IN_FLIGHT).reason())
                .isEqualTo(new Reason.None());
    }

    @Test
    void noneOfThemProvesAnything() {
        Verdict verdict = Cases.clean().delta(delta -> new ServerDelta(Map.of(), delta.histograms(), Map.of(),
                Reading.absent(Why.FAMILY_MISSING), Map.of(), delta.semantics()))
                .delta(delta -> with(delta, Histogram.TTFT,
                        HistogramDelta.absent(new Reading.Absent(Why.FAMILY_MISSING, Map.of()))))
                .judge();

        assertThat(row(verdict, Quantity.AVG_DECODE).status()).isEqualTo(Status.PASS);
        assertThat(verdict.timings()).isEqualTo(Verdict.Timings.NOT_CHECKED);
        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
    }

    private static MetricsTestimony sampled(MetricsTestimony metrics, int samples) {
        Reading unknown = Reading.absent(Why.FAMILY_MISSING);
        List<MetricsSample> all = new ArrayList<>();
        for (int i = -1; i < samples; i++) {
            all.add(new MetricsSample(Tick.ZERO.plus(Duration.ofSeconds(i)).plus(Duration.ofMillis(1)), Cases.START, 0,
                    Reading.of(i < 0 ? 99 : 9), Reading.of(0.5), unknown, unknown, unknown, unknown, unknown, unknown,
                    unknown));
        }
        return new MetricsTestimony(metrics.availability(), metrics.before(), metrics.after(), metrics.delta(),
                metrics.missingFamilies(), metrics.resets(), metrics.settled(), metrics.stuckRunning(),
                metrics.badLines(), metrics.slowestScrape(), metrics.settling(), new Watch(all, List.of(),
                        new TreeMap<>()));
    }

    private static ServerDelta with(ServerDelta delta, Histogram histogram, UnaryOperator<Double> mean) {
        HistogramDelta old = delta.of(histogram);
        double count = old.count().known().orElseThrow();
        return with(delta, histogram, new HistogramDelta(
                Reading.of(count * mean.apply(old.mean().known().orElseThrow())), old.count(), old.buckets()));
    }

    private static ServerDelta with(ServerDelta delta, Histogram histogram, HistogramDelta other) {
        Map<Histogram, HistogramDelta> histograms = new EnumMap<>(delta.histograms());
        histograms.put(histogram, other);
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }

    private static void assertRow(Comparison row, double client, double server) {
        assertThat(row.client().known().orElseThrow()).isCloseTo(client, within(1e-3));
        assertThat(row.server().known().orElseThrow()).isCloseTo(server, within(1e-3));
    }

    private static void assertSkipped(Comparison row, Why why) {
        assertThat(row.status()).as(row.toString()).isEqualTo(Status.SKIP);
        assertThat(row.reason()).as(row.toString()).isInstanceOfSatisfying(Reason.NotCompared.class,
                reason -> assertThat(reason.why()).isEqualTo(why));
    }
}
