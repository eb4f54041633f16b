package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a histogram says of a percentile: an interval between the edges of its buckets. */
class BoundsTest {

    private static final double NO_EDGE = Double.POSITIVE_INFINITY;

    @Test
    void aPercentileLiesInTheBucketThatHoldsItsRank() {
        // 400 values: 300 up to 40 ms, 90 more up to 60 ms, 10 beyond.
        Verdict verdict = Cases.clean()
                .delta(delta -> ttft(delta, Map.of(0.02, 0.0, 0.04, 300.0, 0.06, 390.0, NO_EDGE, 400.0))).judge();

        assertThat(verdict.bounds()).filteredOn(bound -> bound.latency() == Verdict.Latency.TTFT).containsExactly(
                new Bound(Verdict.Latency.TTFT, 0.50, 20, OptionalDouble.of(40), Reading.of(50)),
                new Bound(Verdict.Latency.TTFT, 0.90, 40, OptionalDouble.of(60), Reading.of(50)),
                new Bound(Verdict.Latency.TTFT, 0.99, 60, OptionalDouble.empty(), Reading.of(50)));
    }

    @Test
    void onlyAClientBelowTheIntervalContradictsIt() {
        Verdict verdict = Cases.clean()
                .delta(delta -> ttft(delta, Map.of(0.02, 0.0, 0.04, 300.0, 0.06, 390.0, NO_EDGE, 400.0))).judge();

        assertThat(verdict.bounds()).extracting(Bound::contradicts).containsExactly(false, false, true);
    }

    @Test
    void aPercentileBetweenTwoValuesReachesOverBothBuckets() {
        // Rank 199.5 of 400: one value in the first bucket's end, the next in another.
        Verdict verdict = Cases.clean()
                .delta(delta -> ttft(delta, Map.of(0.02, 200.0, 0.04, 200.0, 0.06, 400.0, NO_EDGE, 400.0))).judge();

        assertThat(verdict.bounds().getFirst())
                .isEqualTo(new Bound(Verdict.Latency.TTFT, 0.50, 0, OptionalDouble.of(60), Reading.of(50)));
    }

    @Test
    void aLatencyWhoseMeanIsNotVerifiedIsBounded() {
        // A mean of 30 ms leaves a gap of 20 ms; the percentiles do not contradict it.
        Verdict gap = Cases.clean().delta(delta -> ttft(delta, Map.of(0.04, 400.0, NO_EDGE, 400.0))).judge();

        assertThat(row(gap, Quantity.AVG_TTFT).status()).isEqualTo(Status.WARN);
        assertThat(gap.marks()).containsEntry(Verdict.Latency.TTFT, Verdict.Mark.BOUNDED)
                .containsEntry(Verdict.Latency.E2E, Verdict.Mark.VERIFIED)
                .containsEntry(Verdict.Latency.ITL, Verdict.Mark.CLIENT_ONLY);
    }

    @Test
    void anotherPopulationSaysNothing() {
        Verdict verdict = Cases.clean().foreign(1)
                .delta(delta -> ttft(delta, Map.of(0.04, 401.0, NO_EDGE, 401.0))).judge();

        assertThat(verdict.bounds()).isEmpty();
        assertThat(verdict.marks()).containsEntry(Verdict.Latency.TTFT, Verdict.Mark.CLIENT_ONLY);
    }

    private static ServerDelta ttft(ServerDelta delta, Map<Double, Double> buckets) {
        Map<Histogram, HistogramDelta> histograms = new EnumMap<>(delta.histograms());
        double count = buckets.getOrDefault(NO_EDGE, 0.0);
        histograms.put(Histogram.TTFT,
                new HistogramDelta(Reading.of(count * 0.030), Reading.of(count), new TreeMap<>(buckets)));
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }
}
