package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.balance.Admitted;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean number of requests in flight by Little's law: the times of all requests together, divided by the time from the
 * first send to the last byte, the same seconds on both sides. The server's times are its HTTP durations where these run
 * to the last byte, else its engine's end-to-end latencies. Both lie within the client's, so that the server can only
 * show fewer. The mean of the gauges sampled meanwhile is said beside it; it is a witness of its own, if a coarse one.
 */
final class InFlightRow {

    private static final int LEAST_SAMPLES = 5;

    private InFlightRow() {
    }

    static Comparison of(Admitted admitted) {
        Tally tally = admitted.file().tally();
        double seconds = admitted.file().span().active().seconds();
        HistogramDelta theirs = witness(admitted);
        Reading mean = Means.ofNanos(tally.e2e().mean());
        Reading client = mean.isKnown() && seconds > 0
                ? Reading.of(tally.e2e().sumNanos() / 1e9 / seconds)
                : Reading.absent(Why.NO_SAMPLES);
        Reading server = seconds > 0 ? theirs.sum().map(sum -> sum / seconds) : Reading.absent(Why.NO_SAMPLES);
        double tail = isTimedByHttp(admitted) ? LatencyRows.httpTail(admitted) : 0;
        double noise = seconds > 0
                ? tally.completed() * Math.max(tail, Comparison.noiseMillis(Means.of(theirs).known().orElse(0))) / 1e3
                        / seconds
                : 0;
        Reason reason = Reasons.unless(Reasons.ofAbsence(client, server), () -> Reasons.unless(
                barrier(tally, theirs, mean), () -> sampled(admitted)));
        return new Comparison(Quantity.AVG_IN_FLIGHT, Source.PROMETHEUS, client, server,
                new Limit(0, noise, Limit.Mode.CLIENT_AT_LEAST_SERVER), reason);
    }

    /** What times whole requests: the HTTP durations, or the engine where these do not. */
    static HistogramDelta witness(Admitted admitted) {
        return isTimedByHttp(admitted)
                ? admitted.latencies().httpDuration(admitted.file().tally().endpoints())
                : admitted.latencies().of(Histogram.E2E);
    }

    private static boolean isTimedByHttp(Admitted admitted) {
        Tally tally = admitted.file().tally();
        HistogramDelta http = admitted.latencies().httpDuration(tally.endpoints());
        boolean whole = admitted.latencies().semantics().httpDurationWholeStream() == Meaning.YES
                || tally.completedStreams() == 0;
        boolean refused = tally.failures().count(ErrorKind.HTTP_STATUS) > 0;
        return whole && !refused && Means.isCount(http, (double) tally.completed());
    }

    private static Reason barrier(Tally tally, HistogramDelta theirs, Reading client) {
        boolean aborted = tally.failures().mayHaveReachedServer() > 0;
        return !aborted && Means.isCount(theirs, (double) tally.completed())
                ? new Reason.None()
                : Means.apart(aborted ? Why.ABORTED_INSIDE : Why.UNEQUAL_POPULATIONS, tally.e2e().count(), client,
                        theirs);
    }

    /** What the gauges said at the samples that lie in the load, replicas added up. */
    private static Reason sampled(Admitted admitted) {
        Window active = admitted.file().span().active();
        Map<Integer, DoubleSummaryStatistics> byReplica = new TreeMap<>();
        for (MetricsSample sample : admitted.file().metrics().watch().samples()) {
            if (active.contains(sample.at())) {
                sample.running().plus(sample.waiting()).known().ifPresent(open -> byReplica
                        .computeIfAbsent(sample.replica(), _ -> new DoubleSummaryStatistics()).accept(open));
            }
        }
        Collection<DoubleSummaryStatistics> each = byReplica.values();
        long samples = each.stream().mapToLong(DoubleSummaryStatistics::getCount).min().orElse(0);
        double mean = each.stream().mapToDouble(DoubleSummaryStatistics::getAverage).sum();
        return samples < LEAST_SAMPLES
                ? new Reason.None()
                : new Reason.Noted("sampled-in-flight", Map.of("samples", Long.toString(samples), "sampled",
                        Reasons.text(Reading.of(mean))));
    }
}
