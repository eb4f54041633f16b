package io.llmloadtest.collect.traces;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.TraceWitness;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceAvailability.Problem;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An OTLP receiver that is open for the length of a run. Spans are kept in memory, and in the run folder as they come.
 *
 * <pre>{@code
 * vllm serve ... --otlp-traces-endpoint http://HOST:4318/v1/traces
 * OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/protobuf
 * }</pre>
 */
public final class LiveTraceWitness implements TraceWitness {

    private final Optional<ListenAddress> http;
    private final Optional<ListenAddress> grpc;
    private final RunClock clock;
    private final SpanStore store;
    private final SpanRecorder recorder;
    private final List<Receiver> receivers = new ArrayList<>();
    private final List<TraceNote.Mark> boundaries = new ArrayList<>();
    private final Intake intake = new Intake() {
        @Override
        public void take(ExportTraceServiceRequest message) {
            recorder.add(store.add(SpanReader.requests(message)));
        }

        @Override
        public void refuse() {
            store.bad();
        }
    };
    private TraceAvailability availability = new TraceAvailability.NotAsked();

    /**
     * Makes a witness; nothing is open yet.
     *
     * @param http where OTLP over HTTP is received; empty for nowhere
     * @param grpc where OTLP over gRPC is received; empty for nowhere
     * @param clock stamps the boundaries
     * @param folder where the spans are kept; empty to keep none
     */
    public LiveTraceWitness(Optional<ListenAddress> http, Optional<ListenAddress> grpc, RunClock clock,
            Optional<EvidenceFolder> folder) {
        this(http, grpc, clock, folder, SpanStore.MOST);
    }

    LiveTraceWitness(Optional<ListenAddress> http, Optional<ListenAddress> grpc, RunClock clock,
            Optional<EvidenceFolder> folder, int most) {
        if (http.isEmpty() && grpc.isEmpty()) {
            throw new IllegalArgumentException("spans are received over HTTP, over gRPC, or both");
        }
        this.http = http;
        this.grpc = grpc;
        this.clock = clock;
        this.store = new SpanStore(most);
        this.recorder = new SpanRecorder(folder);
    }

    /** {@inheritDoc} When one of the ports cannot be had, none is open: half a receiver would be missed silently. */
    @Override
    public TraceAvailability open() {
        ListenAddress tried = http.or(() -> grpc).orElseThrow();
        try {
            if (http.isPresent()) {
                receivers.add(HttpReceiver.open(http.get(), intake));
            }
            if (grpc.isPresent()) {
                tried = grpc.get();
                receivers.add(GrpcReceiver.open(grpc.get(), intake));
            }
            availability = new TraceAvailability.Received(
                    receivers.stream().map(Receiver::address).map(ListenAddress::toString)
                            .collect(Collectors.joining(", ")));
        } catch (IOException | RuntimeException refused) {
            closeReceivers();
            availability = new TraceAvailability.Missing(tried.toString(), Problem.NOT_LISTENING, words(refused));
        }
        writeNote();
        return availability;
    }

    /** The last cause says it best: gRPC's own words are only that it could not bind. */
    private static String words(Exception refused) {
        Throwable last = refused;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return Objects.requireNonNullElse(last.getMessage(), last.getClass().getSimpleName());
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        Boundary boundary = clock.boundary(index);
        boundaries.add(TraceNote.Mark.of(boundary));
        writeNote();
        return boundary;
    }

    @Override
    public TraceTestimony between(Boundary from, Boundary to, Duration atMost) {
        return testimony(SpanStore.arrived(from.wall(), to.wall()));
    }

    @Override
    public boolean await(Collection<String> traceIds, Duration atMost) {
        return availability instanceof TraceAvailability.Received && store.await(traceIds, atMost);
    }

    @Override
    public TraceTestimony everything() {
        return testimony(_ -> true);
    }

    private TraceTestimony testimony(Predicate<KeptSpan> which) {
        writeNote();
        return store.testimony(availability, which);
    }

    /** The addresses that were got, HTTP first. */
    public List<ListenAddress> addresses() {
        return receivers.stream().map(Receiver::address).toList();
    }

    private void writeNote() {
        SpanStore.Holding counts = store.holding(_ -> false);
        recorder.note(switch (availability) {
            case TraceAvailability.Received(String address) -> new TraceNote(address, Optional.empty(), "",
                    counts.dropped(), counts.badMessages(), boundaries);
            case TraceAvailability.Missing(String address, Problem problem, String detail) -> new TraceNote(address,
                    Optional.of(problem), detail, counts.dropped(), counts.badMessages(), boundaries);
            case TraceAvailability.NotAsked _ -> throw new IllegalStateException("not opened yet");
        });
    }

    private void closeReceivers() {
        receivers.forEach(Receiver::close);
        receivers.clear();
    }

    @Override
    public void close() {
        closeReceivers();
        recorder.close();
    }
}
