package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was seen at each boundary, and what follows for any two of them. Live and recorded witnesses share it. */
final class MetricsAccount {

    private final ModelFilter filter;
    private final NavigableMap<Integer, BoundaryMetrics> byIndex = new TreeMap<>();

    MetricsAccount(ModelFilter filter) {
        this.filter = filter;
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
        return new MetricsTestimony(availability, before.map(page -> SnapshotValues.of(page, filter)),
                after.map(page -> SnapshotValues.of(page, filter)),
                movement.map(Movement::delta).orElseGet(() -> ServerDelta.absent(Why.NO_METRICS)),
                movement.map(Movement::missingFamilies).orElseGet(TreeSet::new),
                movement.map(Movement::resets).orElse(List.of()), start.settled() && end.settled(),
                start.stuckRunning() || end.stuckRunning(), badLines(before) + badLines(after),
                slowestScrape(start, end), start.settling().plus(end.settling()));
    }

    private static long badLines(Optional<Snapshot> snapshot) {
        return snapshot.map(page -> page.page().badLines()).orElse(0L);
    }

    private Duration slowestScrape(BoundaryMetrics start, BoundaryMetrics end) {
        return byIndex.subMap(start.boundary().index(), true, end.boundary().index(), true).values().stream()
                .map(BoundaryMetrics::slowestScrape).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
