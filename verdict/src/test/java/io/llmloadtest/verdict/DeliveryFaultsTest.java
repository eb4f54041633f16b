package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.assertAmounts;
import static io.llmloadtest.verdict.FaultsTest.assertOnlyWarning;
import static io.llmloadtest.verdict.FaultsTest.finding;
import static io.llmloadtest.verdict.FaultsTest.histogram;
import static io.llmloadtest.verdict.FaultsTest.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.ServerDelta;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** How the load went out and the answers came in: a late client, a proxy that bunches, chunks of several tokens. */
class DeliveryFaultsTest {

    @Test
    void aClientThatIsLateByMoreThanATenthOfWhatItMeasuresIsSaturated() {
        Verdict verdict = Cases.clean().late(20).judge();

        assertOnlyWarning(verdict, FindingId.CLIENT_SATURATED);
        assertAmounts(verdict, FindingId.CLIENT_SATURATED, Map.of("lateness_ms", 20.0, "limit_ms", 5.0));
    }

    @Test
    void aClientWhoseOwnStampsAreLateByMoreThanHalfAGapIsSaturatedHoweverLongTheFirstTokenTook() {
        Cases cases = Cases.empty();
        cases.firstTokenMs = 500;
        cases.gapMs = 20;
        Verdict verdict = cases.completed(400).late(12).judge();

        assertAmounts(verdict, FindingId.CLIENT_SATURATED, Map.of("lateness_ms", 12.0, "limit_ms", 10.0));
    }

    @Test
    void aClientThatOnlyReadsLateWhatTheKernelStampedIsNot() {
        Cases cases = Cases.empty();
        cases.firstTokenMs = 500;
        cases.gapMs = 20;
        Verdict verdict = cases.completed(400).lateWithKernelStamps(12).judge();

        assertThat(verdict.finding(FindingId.CLIENT_SATURATED)).isEmpty();
    }

    @Test
    void aClientThatIsHardlyLateIsNot() {
        assertThat(warnings(Cases.clean().late(1).judge())).isEmpty();
    }

    @Test
    void answersThatComeAllAtOnceAreBuffered() {
        Cases cases = Cases.empty();
        cases.firstTokenMs = 500;
        cases.gapMs = 0;
        Verdict verdict = cases.completed(400).delta(delta -> serverTimes(delta, 0.050, 0.450, 0.0237)).late(0.1)
                .judge();

        assertThat(warnings(verdict)).contains(FindingId.STREAM_BUFFERED)
                .doesNotContain(FindingId.CLIENT_BELOW_SERVER);
        assertAmounts(verdict, FindingId.STREAM_BUFFERED,
                Map.of("requests", 400.0, "bunched_percent", 100.0, "client_itl_ms", 0.0));
        assertThat(finding(verdict, FindingId.STREAM_BUFFERED).values()).containsKey("ttft_gap_ms");
    }

    @Test
    void choicesThatComeSideBySideAreNot() {
        Cases cases = Cases.empty();
        cases.bunch = 4;
        Verdict verdict = cases.severalChoices(400, 2).delta(delta -> serverTimes(delta, 0.047, 0.475, 0.025)).late(0.1)
                .judge();

        assertThat(verdict.finding(FindingId.STREAM_BUFFERED)).isEmpty();
    }

    @Test
    void aFirstTokenThatWasReadTogetherWithLaterOnesIsLateByTheGapsInBetween() {
        Cases cases = Cases.empty();
        cases.bunch = 3;
        Verdict verdict = cases.completed(400).delta(delta -> serverTimes(delta, 0.047, 0.475, 0.025))
                .lateWithKernelStamps(60).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.CLIENT_SATURATED);
        assertThat(finding(verdict, FindingId.TTFT_GAP).values().get("instrument_ms")).isEqualTo(new Fact.Amount(50));
    }

    @Test
    void aClientThatIsNotLateReadNothingTogether() {
        Cases cases = Cases.empty();
        cases.bunch = 3;
        Verdict verdict = cases.completed(400).delta(delta -> serverTimes(delta, 0.047, 0.475, 0.025))
                .lateWithKernelStamps(0.1).judge();

        assertThat(warnings(verdict)).containsExactlyInAnyOrder(FindingId.TTFT_GAP, FindingId.STREAM_BUFFERED);
    }

    @Test
    void placesThatALateLoopHasNotFreedYetAreTaken() {
        Cases cases = Cases.clean().expecting(e -> concurrency(e, 12));

        assertThat(warnings(cases.lateWithKernelStamps(100).judge())).doesNotContain(FindingId.LOAD_NOT_DELIVERED);
        assertThat(warnings(Cases.clean().expecting(e -> concurrency(e, 12)).judge()))
                .contains(FindingId.LOAD_NOT_DELIVERED);
    }

    @Test
    void answersThatALateClientReadAtOnceAreNot() {
        Cases cases = Cases.empty();
        cases.firstTokenMs = 500;
        cases.gapMs = 0;
        Verdict verdict = cases.completed(400).delta(delta -> serverTimes(delta, 0.050, 0.450, 0.0237)).late(200)
                .judge();

        assertThat(verdict.finding(FindingId.STREAM_BUFFERED)).isEmpty();
        assertThat(verdict.finding(FindingId.CLIENT_SATURATED)).isPresent();
    }

    @Test
    void answersThatComeInBunchesAreBuffered() {
        Cases cases = Cases.empty();
        cases.bunch = 4;
        Verdict verdict = cases.completed(400).delta(delta -> serverTimes(delta, 0.047, 0.475, 0.025)).late(0.1)
                .judge();

        assertThat(warnings(verdict)).containsExactlyInAnyOrder(FindingId.TTFT_GAP, FindingId.STREAM_BUFFERED);
    }

    @Test
    void bunchesThatTheClientItselfMadeByReadingLateAreNot() {
        Cases cases = Cases.empty();
        cases.bunch = 4;
        Verdict verdict = cases.completed(400).delta(delta -> serverTimes(delta, 0.047, 0.475, 0.025)).late(30).judge();

        assertThat(verdict.finding(FindingId.STREAM_BUFFERED)).isEmpty();
        assertThat(verdict.finding(FindingId.CLIENT_SATURATED)).isPresent();
    }

    @Test
    void tokensThatComeOneByOneAreNotBuffered() {
        Verdict verdict = Cases.clean().delta(delta -> serverTimes(delta, 0.047, 0.475, 0.025)).late(0.1).judge();

        assertThat(warnings(verdict)).isEmpty();
    }

    @Test
    void aLevelThatIsMostlyIdleDidNotDeliverItsLoad() {
        Verdict verdict = Cases.clean().expecting(e -> concurrency(e, 30)).judge();

        assertOnlyWarning(verdict, FindingId.LOAD_NOT_DELIVERED);
        assertAmounts(verdict, FindingId.LOAD_NOT_DELIVERED, Map.of("asked", 30.0));
        assertThat(finding(verdict, FindingId.LOAD_NOT_DELIVERED).values().get("got"))
                .isInstanceOfSatisfying(Fact.Amount.class, got -> assertThat(got.value()).isBetween(8.0, 10.0));
    }

    @Test
    void chunksOfTwoTokensAreSaid() {
        Cases cases = Cases.empty();
        cases.tokensPerChunk = 2;
        Verdict verdict = cases.completed(400).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertAmounts(verdict, FindingId.CHUNKS_MERGED, Map.of("tokens", 8000.0, "chunks", 4000.0, "tokens_per_chunk",
                2.0));
        assertThat(Cases.clean().judge().finding(FindingId.CHUNKS_MERGED)).isEmpty();
    }

    @Test
    void whetherMergedChunksLeaveItlPerTokenIsSaid() {
        Cases untold = Cases.empty();
        untold.tokensPerChunk = 2;
        Cases told = Cases.empty();
        told.tokensPerChunk = 2;
        told.tellsTokens = true;

        assertThat(finding(untold.completed(400).judge(), FindingId.CHUNKS_MERGED).values())
                .containsEntry("itl", Fact.of("per_chunk"));
        assertThat(finding(told.completed(400).judge(), FindingId.CHUNKS_MERGED).values())
                .containsEntry("itl", Fact.of("per_token"));
    }

    @Test
    void aRateThatFellBehindItsScheduleWasNotDelivered() {
        Cases cases = Cases.empty();
        cases.intendedShare = 0.8;
        Verdict verdict = cases.completed(400).expecting(DeliveryFaultsTest::rate).judge();

        assertOnlyWarning(verdict, FindingId.LOAD_NOT_DELIVERED);
        assertAmounts(verdict, FindingId.LOAD_NOT_DELIVERED, Map.of("asked_rate", 20.0));
    }

    @Test
    void aRateThatWasSentOnTimeWas() {
        assertThat(warnings(Cases.clean().expecting(DeliveryFaultsTest::rate).judge())).isEmpty();
    }

    private static Expectation rate(Expectation e) {
        return new Expectation(OptionalInt.empty(),
                Optional.of(new ArrivalProcess.Drawn(20, new GapLaw.Constant(), 0)), e.requests(), e.exactInputs(),
                e.inputTokens(), e.outputTokens(), e.streamed(), e.freshPrompts(), e.sharedTokens(),
                e.roundTripMillis(), e.warmUp(), e.interrupted(), e.busyBefore());
    }

    private static Expectation concurrency(Expectation e, int asked) {
        return new Expectation(OptionalInt.of(asked), e.requests(), e.inputTokens(), e.outputTokens(),
                e.streamed(), e.freshPrompts(), e.sharedTokens(), e.roundTripMillis(), e.warmUp(), e.interrupted(),
                e.busyBefore());
    }

    /** What a server that streamed 400 answers of 20 tokens without a hitch would have measured. */
    private static ServerDelta serverTimes(ServerDelta delta, double ttft, double decode, double gap) {
        Map<Histogram, HistogramDelta> histograms = new EnumMap<>(delta.histograms());
        histograms.put(Histogram.TTFT, histogram(400 * ttft, 400));
        histograms.put(Histogram.QUEUE, histogram(400 * 0.2 * ttft, 400));
        histograms.put(Histogram.PREFILL, histogram(400 * 0.6 * ttft, 400));
        histograms.put(Histogram.TPOT, histogram(400 * gap, 400));
        histograms.put(Histogram.DECODE, histogram(400 * decode, 400));
        histograms.put(Histogram.ITL, histogram(400 * 19 * gap, 400 * 19));
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }
}
