package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Metrics read back from a run folder. It says what the live witness said. A torn last line of the index is left out. */
public final class RecordedMetricsWitness implements MetricsWitness {

    private final EvidenceFolder folder;
    private final ModelFilter filter;
    private final SortedMap<Integer, MetricsAccount> accounts = new TreeMap<>();
    private MetricsAvailability availability = new MetricsAvailability.NotAsked(Why.NOT_ASKED);

    /**
     * Makes a witness; nothing is read yet.
     *
     * @param folder the folder {@code evidence/} of the run
     * @param filter which model's series are ours
     */
    public RecordedMetricsWitness(EvidenceFolder folder, ModelFilter filter) {
        this.folder = folder;
        this.filter = filter;
    }

    /** {@inheritDoc} {@link MetricsAvailability.NotAsked} when the folder tells of no metrics. */
    @Override
    public MetricsAvailability open() {
        for (SnapshotNote note : folder.readJsonLines(SnapshotNote.FILE, SnapshotNote.class)) {
            BoundaryMetrics metrics = read(note);
            accounts.computeIfAbsent(note.replica(), _ -> new MetricsAccount(note.url(), filter)).add(metrics);
            availability = metrics.availability();
        }
        for (MetricsSample sample : accounts.isEmpty() ? List.<MetricsSample>of() : SampleSheet.read(folder)) {
            Optional.ofNullable(accounts.get(sample.replica())).ifPresent(account -> account.add(sample));
        }
        return availability;
    }

    private BoundaryMetrics read(SnapshotNote note) {
        Optional<Snapshot> snapshot = note.file().flatMap(file -> page(file, note));
        MetricsAvailability said = snapshot
                .<MetricsAvailability>map(page -> new MetricsAvailability.Available(note.url(), page.kind()))
                .orElseGet(() -> new MetricsAvailability.Unavailable(note.url(),
                        note.problem().orElse(Problem.NOT_METRICS),
                        note.problem().isPresent() ? note.detail() : "the page in the run folder cannot be read"));
        return new BoundaryMetrics(note.toBoundary(), snapshot, said, note.settled(), note.stuckRunning(),
                note.servers(), Duration.ofNanos(note.slowestNanos()), Duration.ofNanos(note.settlingNanos()));
    }

    private Optional<Snapshot> page(String file, SnapshotNote note) {
        return RecordedPage.bytes(folder, file).map(body -> new Snapshot(note.scraped().orElse(note.wall()),
                Duration.ofNanos(note.tookNanos()), ExpositionParser.parse(body)))
                .filter(snapshot -> snapshot.page().hasSamples());
    }

    /** The boundaries that were marked, in order; where there were several pages, when the last of them rested. */
    public List<Boundary> boundaries() {
        SortedMap<Integer, Boundary> last = new TreeMap<>();
        for (MetricsAccount account : accounts.values()) {
            account.boundaries().forEach(boundary -> last.merge(boundary.index(), boundary,
                    (one, other) -> one.at().isBefore(other.at()) ? other : one));
        }
        return List.copyOf(last.values());
    }

    /** {@inheritDoc} A boundary that was not recorded lies where the record ends. */
    @Override
    public Boundary mark(int index, OwnWork done) {
        return Boundary.among(boundaries(), index);
    }

    @Override
    public MetricsTestimony between(Boundary from, Boundary to, Duration atMost) {
        return availability instanceof MetricsAvailability.NotAsked
                ? MetricsTestimony.notAsked()
                : MetricsTestimony.ofReplicas(accounts.values().stream()
                        .map(account -> account.between(from, to, availability)).toList());
    }

    @Override
    public Reading endedBefore() {
        return accounts.values().stream().map(MetricsAccount::endedBefore).reduce(Reading::plus)
                .orElseGet(() -> Reading.absent(Why.NO_METRICS));
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
