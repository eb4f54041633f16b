package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Two metrics pages that somebody saved, one from before the load and one from after. With only one of them nothing can be
 * counted, and the testimony says which is missing.
 *
 * @param before the earlier page
 * @param after the later page
 * @param filter which model's series are ours
 */
record LooseMetricsWitness(Optional<Snapshot> before, Optional<Snapshot> after, ModelFilter filter)
        implements
            MetricsWitness {

    @Override
    public MetricsAvailability open() {
        if (before.isEmpty() && after.isEmpty()) {
            return new MetricsAvailability.NotAsked(Why.NOT_ASKED);
        }
        if (before.isEmpty() || after.isEmpty()) {
            return new MetricsAvailability.Unavailable(before.isEmpty() ? "--metrics-before" : "--metrics-after",
                    Problem.NOT_FOUND,
                    "not given; without both pages nothing can be counted");
        }
        return new MetricsAvailability.Available("the saved pages", after.get().kind());
    }

    /** What kind of server wrote the pages, where they show it. */
    Optional<String> serverKind() {
        return Stream.of(after, before).flatMap(Optional::stream).map(Snapshot::kind)
                .anyMatch(kind -> kind.startsWith("vLLM"))
                        ? Optional.of("vllm")
                        : Optional.empty();
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        return new Boundary(index, Tick.ZERO, Instant.EPOCH);
    }

    @Override
    public MetricsTestimony between(Boundary from, Boundary to, Duration atMost) {
        MetricsAvailability availability = open();
        if (availability instanceof MetricsAvailability.NotAsked) {
            return MetricsTestimony.notAsked();
        }
        Optional<Movement> movement = before
                .flatMap(earlier -> after.map(later -> Movement.between(earlier, later, filter)));
        long badLines = Stream.of(before, after).flatMap(Optional::stream)
                .mapToLong(snapshot -> snapshot.page().badLines()).sum();
        return new MetricsTestimony(availability, before.map(page -> SnapshotValues.of(page, filter)),
                after.map(page -> SnapshotValues.of(page, filter)),
                movement.map(Movement::delta).orElseGet(() -> ServerDelta.absent(Why.NO_METRICS)),
                movement.map(Movement::missingFamilies).orElseGet(TreeSet::new),
                movement.map(Movement::resets).orElse(List.of()), true, false, badLines, Duration.ZERO,
                Duration.ZERO);
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
