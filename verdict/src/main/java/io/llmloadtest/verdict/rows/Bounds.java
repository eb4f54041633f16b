package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.Bound;
import io.llmloadtest.verdict.Verdict.Latency;
import io.llmloadtest.verdict.balance.Admitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Percentiles of TTFT and E2E as intervals between bucket edges of the server's histograms, where these hold our requests and
 * no others. Each request's latency at the client is at least the server's, so the same holds of every percentile. A
 * percentile between two values lies between the lower edge of the one's bucket and the upper edge of the other's.
 */
public final class Bounds {

    private static final List<Double> PERCENTILES = List.of(0.50, 0.90, 0.99);

    private Bounds() {
    }

    /** Every interval that can be told; none without equal populations. */
    public static List<Bound> of(Admitted admitted) {
        Tally tally = admitted.file().tally();
        List<Bound> bounds = new ArrayList<>();
        if (tally.failures().mayHaveReachedServer() == 0 && tally.severalChoices() == 0) {
            if (tally.ttft().count() == tally.completed()) {
                add(bounds, Latency.TTFT, tally.ttft(), admitted.latencies().of(Histogram.TTFT));
            }
            add(bounds, Latency.E2E, tally.e2e(), InFlightRow.witness(admitted));
        }
        return bounds;
    }

    private static void add(List<Bound> bounds, Latency latency, Distribution ours, HistogramDelta theirs) {
        if (ours.count() == 0 || !Means.isCount(theirs, (double) ours.count()) || theirs.buckets().isEmpty()) {
            return;
        }
        for (double percentile : PERCENTILES) {
            Optional<Distribution.Percentile> client = ours.percentile(percentile);
            if (client.isPresent()) {
                double rank = percentile * (ours.count() - 1);
                bounds.add(new Bound(latency, percentile, below(theirs, Math.floor(rank)),
                        above(theirs, Math.ceil(rank)), Reading.of(client.get().nanos() / 1e6)));
            }
        }
    }

    /** The lower edge of the bucket that holds the value of that rank, from 0, in milliseconds. */
    private static double below(HistogramDelta theirs, double rank) {
        double edge = 0;
        for (Map.Entry<Double, Double> bucket : theirs.buckets().entrySet()) {
            if (bucket.getValue() > rank + 0.5) {
                return edge;
            }
            edge = bucket.getKey() * 1e3;
        }
        return edge;
    }

    private static OptionalDouble above(HistogramDelta theirs, double rank) {
        return theirs.buckets().entrySet().stream().filter(bucket -> bucket.getValue() > rank + 0.5)
                .mapToDouble(Map.Entry::getKey).filter(Double::isFinite).map(edge -> edge * 1e3).findFirst();
    }
}
