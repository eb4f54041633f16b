package io.llmloadtest.collect.traces;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.TraceWitness;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceAvailability.Problem;
import io.llmloadtest.evidence.traces.TraceTestimony;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Spans read back from a run folder. It says what the live witness said; a line that is torn is left out. */
public final class RecordedTraceWitness implements TraceWitness {

    private final EvidenceFolder folder;
    private final SpanStore store = new SpanStore(SpanStore.MOST);
    private TraceAvailability availability = new TraceAvailability.NotAsked();
    private List<Boundary> boundaries = List.of();

    /**
     * Makes a witness; nothing is read yet.
     *
     * @param folder the folder {@code evidence/} of the run
     */
    public RecordedTraceWitness(EvidenceFolder folder) {
        this.folder = folder;
    }

    /** {@inheritDoc} {@link TraceAvailability.NotAsked} when the folder tells of no traces. */
    @Override
    public TraceAvailability open() {
        Optional<TraceNote> note = folder.readJson(TraceNote.FILE, TraceNote.class);
        if (note.isPresent()) {
            availability = note.get().availability();
            boundaries = note.get().boundaries().stream().map(TraceNote.Mark::toBoundary).toList();
            store.recorded(note.get().dropped(), note.get().badMessages());
            readSpans(note.get().address());
        }
        return availability;
    }

    private void readSpans(String address) {
        if (!folder.has(TraceNote.SPANS)) {
            return;
        }
        try (BufferedReader lines = Files.newBufferedReader(folder.file(TraceNote.SPANS))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                span(line).ifPresent(span -> store.add(List.of(span)));
            }
        } catch (IOException e) {
            availability = new TraceAvailability.Missing(address, Problem.NO_SPANS, e.toString());
        }
    }

    private static Optional<KeptSpan> span(String line) {
        try {
            return Optional.of(SpanRecorder.JSON.readValue(line, KeptSpan.class));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** {@inheritDoc} A boundary that was not recorded lies where the record ends. */
    @Override
    public Boundary mark(int index, OwnWork done) {
        return Boundary.among(boundaries, index);
    }

    @Override
    public TraceTestimony between(Boundary from, Boundary to, Duration atMost) {
        return store.testimony(availability, SpanStore.arrived(from.wall(), to.wall()));
    }

    @Override
    public boolean await(Collection<String> traceIds, Duration atMost) {
        return store.await(traceIds, Duration.ZERO);
    }

    @Override
    public TraceTestimony everything() {
        return store.testimony(availability, _ -> true);
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
