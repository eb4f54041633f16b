package io.llmloadtest.collect.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.TraceWitness;
import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.model.Reading;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every witness of traces, live or read back. */
class TraceWitnessContractTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ListenAddress ANYWHERE = new ListenAddress("127.0.0.1", 0);
    private static final String OURS = "0af7651916cd43dd8448eb211c80319c";
    private static final String OTHER = "131b74568a057f11df6100b88f713b80";
    private static final int MOST = 3;

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<LiveTraceWitness> open = Optional.empty();

    enum Way {
        HTTP, HTTP_GZIP, GRPC
    }

    @AfterEach
    void close() {
        open.ifPresent(LiveTraceWitness::close);
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void aSpanIsARequest(Way way) {
        LiveTraceWitness witness = witness(way);
        Instant arrival = Instant.parse("2026-11-25T10:00:00.123456789Z");

        send(way, witness, Messages.of(Messages.request(OURS, arrival, 8), Messages.startUp()));

        assertThat(witness.await(List.of(OURS), LONG)).isTrue();
        List<ServedRequest> served = witness.everything().requests();
        assertThat(served).singleElement().satisfies(request -> {
            assertThat(request.requestId()).isEqualTo("chatcmpl-run1-0001");
            assertThat(request.traceId()).isEqualTo(OURS);
            assertThat(request.parentSpanId()).isEqualTo("b7ad6b7169203331");
            assertThat(request.arrival()).isEqualTo(arrival);
            assertThat(request.outputTokens()).isEqualTo(Reading.of(8));
            assertThat(request.promptTokens()).isEqualTo(Reading.of(13));
            assertThat(request.decodeSeconds().isKnown()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theRecordSaysWhatTheLiveWitnessSaid(Way way) {
        LiveTraceWitness live = witness(way);
        List<TraceTestimony> said = play(way, live);
        live.close();

        TraceWitness recorded = recorded();
        assertThat(recorded.open()).isInstanceOf(TraceAvailability.Received.class);
        Boundary first = recorded.mark(0, OwnWork.NONE);
        Boundary second = recorded.mark(1, OwnWork.NONE);
        assertThat(List.of(recorded.between(first, second, LONG), recorded.everything())).isEqualTo(said);
        assertThat(said.getFirst().requests()).hasSize(1);
        assertThat(said.getLast().requests()).hasSize(2);
    }

    @Test
    void whatIsTooMuchIsDroppedAndCounted() {
        LiveTraceWitness witness = witness(Way.HTTP);
        Span span = Messages.request(OURS, Instant.EPOCH, 1);

        send(Way.HTTP, witness, Messages.of(span, span, span, span, span));

        assertThat(witness.everything().requests()).hasSize(MOST);
        assertThat(witness.everything().dropped()).isEqualTo(2);
    }

    @Test
    void jsonAndNonsenseAreRefusedAndCounted() {
        LiveTraceWitness witness = witness(Way.HTTP);

        assertThat(post(witness, "/v1/traces", "application/json", "", "{}".getBytes())).isEqualTo(415);
        assertThat(post(witness, "/v1/traces", "application/x-protobuf", "", new byte[]{1, 2, 3})).isEqualTo(400);
        assertThat(post(witness, "/v1/traces", "application/x-protobuf", "gzip", new byte[]{1, 2, 3})).isEqualTo(400);
        assertThat(post(witness, "/v1/metrics", "application/x-protobuf", "", new byte[0])).isEqualTo(404);
        assertThat(witness.everything().badMessages()).isEqualTo(4);
    }

    @Test
    void aBodyThatUnpacksBeyondMeasureIsRefused() {
        LiveTraceWitness witness = witness(Way.HTTP);

        assertThat(post(witness, "/v1/traces", "application/x-protobuf", "gzip",
                zipped(new byte[Intake.MOST_BYTES + 1]))).isEqualTo(413);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP", "GRPC"})
    void aPortThatIsTakenIsSaidAndKept(Way way) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Optional<ListenAddress> there = Optional.of(new ListenAddress("127.0.0.1", taken.getLocalPort()));
            try (LiveTraceWitness witness = new LiveTraceWitness(way == Way.HTTP ? there : Optional.empty(),
                    way == Way.GRPC ? there : Optional.empty(), RunClock.system(0), evidence())) {
                TraceAvailability said = witness.open();

                assertThat(said).isInstanceOfSatisfying(TraceAvailability.Missing.class, missing -> assertThat(
                        missing.problem()).isEqualTo(TraceAvailability.Problem.NOT_LISTENING));
                assertThat(witness.await(List.of(OURS), LONG)).isFalse();
                assertThat(recorded().open()).isEqualTo(said);
            }
        }
    }

    @Test
    void noSpanAtAllIsAFault() {
        assertThat(witness(Way.HTTP).everything().availability()).isInstanceOfSatisfying(
                TraceAvailability.Missing.class,
                missing -> assertThat(missing.problem()).isEqualTo(TraceAvailability.Problem.NO_SPANS));
    }

    @Test
    void waitingEndsInTime() {
        assertThat(witness(Way.HTTP).await(List.of(OURS), Duration.ofMillis(1))).isFalse();
    }

    @Test
    void aTornRecordIsReadUpToTheTear() throws IOException {
        LiveTraceWitness live = witness(Way.HTTP);
        play(Way.HTTP, live);
        live.close();
        Path spans = folder.resolve("evidence/spans.jsonl");
        Files.writeString(spans, "{\"request_id\":\"chatcm", StandardOpenOption.APPEND);

        TraceWitness recorded = recorded();
        recorded.open();

        assertThat(recorded.everything().requests()).hasSize(2);
    }

    @Test
    void aDiskThatRefusesDoesNotEndTheRun() throws IOException {
        Files.createFile(folder.resolve("evidence"));

        assertThat(play(Way.HTTP, witness(Way.HTTP)).getLast().requests()).hasSize(2);
    }

    @Test
    void anEmptyFolderAndAnAbsentWitnessWereNotAsked() {
        for (TraceWitness witness : List.of(recorded(), new AbsentTraceWitness(RunClock.system(0)))) {
            assertThat(witness.open()).isInstanceOf(TraceAvailability.NotAsked.class);
            assertThat(witness.everything()).isEqualTo(TraceTestimony.NOT_ASKED);
        }
    }

    /** What is said of the stretch between two boundaries, and of everything. */
    private List<TraceTestimony> play(Way way, LiveTraceWitness witness) {
        Boundary first = witness.mark(0, OwnWork.NONE);
        send(way, witness, Messages.of(Messages.request(OURS, first.wall(), 8),
                Messages.request(OTHER, first.wall().minusSeconds(60), 9)));
        assertThat(witness.await(List.of(OURS, OTHER), LONG)).isTrue();
        Boundary second = witness.mark(1, OwnWork.NONE);
        return List.of(witness.between(first, second, LONG), witness.everything());
    }

    private LiveTraceWitness witness(Way way) {
        LiveTraceWitness witness = new LiveTraceWitness(way == Way.GRPC ? Optional.empty() : Optional.of(ANYWHERE),
                way == Way.GRPC ? Optional.of(ANYWHERE) : Optional.empty(), RunClock.system(System.nanoTime()),
                evidence(), MOST);
        open = Optional.of(witness);
        assertThat(witness.open()).isInstanceOf(TraceAvailability.Received.class);
        return witness;
    }

    private void send(Way way, LiveTraceWitness witness, ExportTraceServiceRequest message) {
        switch (way) {
            case HTTP -> assertThat(post(witness, "/v1/traces", "application/x-protobuf", "", message.toByteArray()))
                    .isEqualTo(200);
            case HTTP_GZIP -> assertThat(post(witness, "/v1/traces", "application/x-protobuf", "gzip",
                    zipped(message.toByteArray()))).isEqualTo(200);
            case GRPC -> {
                ManagedChannel channel = NettyChannelBuilder
                        .forAddress("127.0.0.1", witness.addresses().getFirst().port()).usePlaintext().build();
                try {
                    TraceServiceGrpc.newBlockingStub(channel).export(message);
                } finally {
                    channel.shutdownNow();
                }
            }
        }
    }

    private int post(LiveTraceWitness witness, String path, String type, String encoding, byte[] body) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://" + witness.addresses().getFirst() + path))
                .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] zipped(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Optional<EvidenceFolder> evidence() {
        return Optional.of(new EvidenceFolder(folder.resolve("evidence")));
    }

    private TraceWitness recorded() {
        return new RecordedTraceWitness(new EvidenceFolder(folder.resolve("evidence")));
    }
}
