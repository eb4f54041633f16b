package io.llmloadtest.store;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.store.ValidationView.DeltaView;
import io.llmloadtest.store.ValidationView.HistogramView;
import io.llmloadtest.store.ValidationView.ServerMetricsView;
import io.llmloadtest.store.ValidationView.SnapshotView;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Snapshots and movement of the server's counters in the published form. */
final class ServerMetrics {

    private ServerMetrics() {
    }

    /** Empty when no scrape succeeded. */
    static Optional<ServerMetricsView> view(MetricsTestimony metrics) {
        return metrics.availability() instanceof MetricsAvailability.Available
                ? Optional.of(new ServerMetricsView(metrics.before().map(ServerMetrics::view),
                        metrics.after().map(ServerMetrics::view), view(metrics.delta())))
                : Optional.empty();
    }

    private static SnapshotView view(ServerValues values) {
        return new SnapshotView(values.requestSuccess().known(), values.generationTokens().known(),
                view(values.ttft()), values.at(), values.running().known(), values.waiting().known(),
                values.kvUsage().map(share -> 100 * share).known());
    }

    private static DeltaView view(ServerDelta delta) {
        Map<String, HistogramView> others = new LinkedHashMap<>();
        for (Histogram histogram : Histogram.values()) {
            if (histogram != Histogram.TTFT && delta.of(histogram).count().isKnown()) {
                others.put(histogram.name().toLowerCase(Locale.ROOT), view(delta.of(histogram)));
            }
        }
        return new DeltaView(delta.of(Counter.SUCCEEDED_CHOICES).known(), delta.of(Counter.ABORTED_CHOICES).known(),
                delta.of(Counter.FAILED_CHOICES).known(), delta.of(Counter.GENERATION_TOKENS).known(),
                delta.of(Counter.PROMPT_TOKENS).known(), delta.of(Counter.PREEMPTIONS).known(),
                delta.of(Counter.PREFIX_QUERIED_TOKENS).known(), delta.of(Counter.PREFIX_HIT_TOKENS).known(),
                view(delta.of(Histogram.TTFT)), others);
    }

    private static HistogramView view(HistogramDelta histogram) {
        Map<String, Double> buckets = new LinkedHashMap<>();
        histogram.buckets().forEach((bound, count) -> buckets.put(label(bound), count));
        return new HistogramView(histogram.sum().known(), histogram.count().known(), buckets);
    }

    /** The bound as Prometheus writes it. */
    private static String label(double bound) {
        return bound == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(bound);
    }
}
