package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.Replica;
import io.llmloadtest.evidence.metrics.Reset;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.evidence.metrics.Watch;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was seen at each boundary, and what follows for any two of them. Live and recorded witnesses share it. */
final class MetricsAccount {

    private static final int MOST_SAMPLES = 200_000;

    private final String url;
    private final ModelFilter filter;
    private final List<MetricsSample> samples = new ArrayList<>();
    private final NavigableMap<Integer, BoundaryMetrics> byIndex = new TreeMap<>();

    MetricsAccount(String url, ModelFilter filter) {
        this.url = url;
        this.filter = filter;
    }

    /** Keeps a sample; those beyond two days of one a second are left out. */
    synchronized void add(MetricsSample sample) {
        if (samples.size() < MOST_SAMPLES) {
            samples.add(sample);
        }
    }

    void add(BoundaryMetrics seen) {
        byIndex.put(seen.boundary().index(), seen);
    }

    Optional<BoundaryMetrics> first() {
        return Optional.ofNullable(byIndex.firstEntry()).map(entry -> entry.getValue());
    }

    Optional<BoundaryMetrics> at(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    List<Boundary> boundaries() {
        return byIndex.values().stream().map(BoundaryMetrics::boundary).toList();
    }

    /** The testimony for a stretch; {@code unknown} is said of a boundary that was never marked. */
    MetricsTestimony between(Boundary from, Boundary to, MetricsAvailability unknown) {
        Optional<BoundaryMetrics> start = at(from.index());
        Optional<BoundaryMetrics> end = at(to.index());
        if (start.isEmpty() || end.isEmpty()) {
            return MetricsTestimony.none(unknown, Why.NO_METRICS);
        }
        return between(start.get(), end.get());
    }

    private MetricsTestimony between(BoundaryMetrics start, BoundaryMetrics end) {
        Optional<Snapshot> before = start.snapshot();
        Optional<Snapshot> after = end.snapshot();
        Optional<Movement> movement = before
                .flatMap(earlier -> after.map(later -> Movement.between(earlier, later, filter)));
        MetricsAvailability availability = before.isPresent() ? end.availability() : start.availability();
        int servers = byIndex.values().stream().mapToInt(BoundaryMetrics::servers).max().orElse(1);
        boolean oneServer = servers < 2;
        ServerDelta delta = oneServer
                ? movement.map(Movement::delta).orElseGet(() -> ServerDelta.absent(Why.NO_METRICS))
                : ServerDelta.absent(Why.SEVERAL_SERVERS);
        List<Reset> resets = oneServer ? movement.map(Movement::resets).orElse(List.of()) : List.of();
        SortedSet<String> models = new TreeSet<>();
        before.ifPresent(page -> models.addAll(page.models()));
        after.ifPresent(page -> models.addAll(page.models()));
        Watch watch = new Watch(samples(start.boundary(), end.boundary()),
                List.of(new Replica(url, availability, delta, resets)),
                oneServer ? new TreeMap<>() : new TreeMap<>(Map.of(url, servers)), models,
                after.map(Snapshot::engines).orElse(0));
        return new MetricsTestimony(availability, before.map(page -> SnapshotValues.of(page, filter)),
                after.map(page -> SnapshotValues.of(page, filter)),
                delta,
                movement.map(Movement::missingFamilies).orElseGet(TreeSet::new),
                resets, start.settled() && end.settled(),
                start.stuckRunning() || end.stuckRunning(), badLines(before) + badLines(after),
                slowestScrape(start, end), start.settling().plus(end.settling()), watch);
    }

    /** Requests that ended while the first boundary waited in vain for rest; at least 1, for something moved. */
    synchronized Reading endedBefore() {
        Optional<BoundaryMetrics> first = first().filter(seen -> seen.snapshot().isPresent() && seen.servers() < 2);
        if (first.isEmpty()) {
            return Reading.absent(Why.NO_METRICS);
        }
        if (first.get().settled()) {
            return Reading.of(0);
        }
        DoubleSummaryStatistics ended = samples.stream()
                .filter(sample -> !first.get().boundary().at().isBefore(sample.at()))
                .flatMapToDouble(sample -> sample.requestSuccess().known().stream()).summaryStatistics();
        return Reading.of(Math.max(1, ended.getCount() == 0 ? 0 : ended.getMax() - ended.getMin()));
    }

    private synchronized List<MetricsSample> samples(Boundary from, Boundary to) {
        return samples.stream().filter(sample -> !sample.at().isBefore(from.at()) && !to.at().isBefore(sample.at()))
                .toList();
    }

    private static long badLines(Optional<Snapshot> snapshot) {
        return snapshot.map(page -> page.page().badLines()).orElse(0L);
    }

    private Duration slowestScrape(BoundaryMetrics start, BoundaryMetrics end) {
        return byIndex.subMap(start.boundary().index(), true, end.boundary().index(), true).values().stream()
                .map(BoundaryMetrics::slowestScrape).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
