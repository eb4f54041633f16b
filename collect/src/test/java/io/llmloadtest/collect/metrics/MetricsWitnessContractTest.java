package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.FakeClock;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.model.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every witness of metrics: one that scrapes a server, and one that reads what the first wrote. */
class MetricsWitnessContractTest {

    @TempDir
    private Path run;

    private final FakeClock clock = new FakeClock();
    private HttpServer server;
    private volatile String page = Pages.vllm(5, 50, 0);
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void movementsAddUpOverAnyTwoBoundaries() {
        runOfThreeBoundaries();

        MetricsWitness recorded = recorded();
        assertThat(recorded.open()).isInstanceOf(MetricsAvailability.Available.class);
        List<Boundary> marks = List.of(recorded.mark(0, OwnWork.NONE), recorded.mark(1, OwnWork.NONE),
                recorded.mark(2, OwnWork.NONE));

        assertThat(tokens(recorded, marks.get(0), marks.get(1))).isEqualTo(Reading.of(50));
        assertThat(tokens(recorded, marks.get(1), marks.get(2))).isEqualTo(Reading.of(100));
        assertThat(tokens(recorded, marks.get(0), marks.get(2))).isEqualTo(Reading.of(150));
        assertThat(tokens(recorded, marks.get(2), marks.get(2))).isEqualTo(Reading.of(0));
    }

    @Test
    void theRecordSaysWhatTheLiveWitnessSaid() {
        List<MetricsTestimony> live = runOfThreeBoundaries();

        assertThat(testimonies(recorded())).usingRecursiveComparison().isEqualTo(live);
    }

    @Test
    void theRecordOfAServerWithoutMetricsSaysSo() {
        status = 404;
        page = "no";
        List<MetricsTestimony> live = runOfThreeBoundaries();

        assertThat(live.getFirst().availability()).isInstanceOf(MetricsAvailability.Unavailable.class);
        assertThat(testimonies(recorded())).usingRecursiveComparison().isEqualTo(live);
    }

    @Test
    void aTornIndexIsReadUpToTheTear() throws IOException {
        runOfThreeBoundaries();
        Path index = run.resolve("metrics.jsonl");
        String whole = Files.readString(index);
        Files.writeString(index, whole.substring(0, whole.length() - 40));

        RecordedMetricsWitness recorded = recorded();
        recorded.open();

        assertThat(recorded.boundaries()).extracting(Boundary::index).containsExactly(0, 1);
        Boundary missing = recorded.mark(2, OwnWork.NONE);
        assertThat(recorded.between(recorded.boundaries().getFirst(), missing, Duration.ZERO).delta()
                .of(Counter.GENERATION_TOKENS).isKnown()).isFalse();
    }

    @Test
    void aTornPageIsNoReasonToFail() throws IOException {
        runOfThreeBoundaries();
        Path torn = run.resolve("metrics-002.txt.gz");
        byte[] whole = Files.readAllBytes(torn);
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(testimonies(recorded())).hasSize(3);
    }

    @Test
    void anEmptyFolderIsNotAsked() {
        assertThat(recorded().open()).isInstanceOf(MetricsAvailability.NotAsked.class);
    }

    @Test
    void samplesComeBackAsTheyWere() {
        List<MetricsSample> live = new ArrayList<>();
        try (LiveMetricsWitness witness = live(live)) {
            witness.open();
            witness.mark(0, OwnWork.NONE);
        }

        assertThat(SampleSheet.read(new EvidenceFolder(run))).isEqualTo(live).hasSize(5);
    }

    @Test
    void aDiskThatRefusesDoesNotEndTheRun() throws IOException {
        Files.delete(run);
        Files.createFile(run);

        assertThat(runOfThreeBoundaries()).allMatch(said -> said.delta().of(Counter.GENERATION_TOKENS).isKnown());
    }

    @Test
    void anAbsentWitnessWasNotAsked() {
        MetricsWitness absent = new AbsentMetricsWitness(clock);

        assertThat(absent.open()).isInstanceOf(MetricsAvailability.NotAsked.class);
        assertThat(testimonies(absent)).first().usingRecursiveComparison().isEqualTo(MetricsTestimony.notAsked());
    }

    private List<MetricsTestimony> runOfThreeBoundaries() {
        try (LiveMetricsWitness witness = live(new ArrayList<>())) {
            witness.open();
            Boundary first = witness.mark(0, OwnWork.NONE);
            page = Pages.vllm(10, 100, 0);
            Boundary second = witness.mark(1, new OwnWork(5, 50, 5));
            page = Pages.vllm(20, 200, 1);
            Boundary third = witness.mark(2, new OwnWork(15, 150, 15));
            return List.of(witness.between(first, second, Duration.ZERO),
                    witness.between(second, third, Duration.ZERO), witness.between(first, third, Duration.ZERO));
        }
    }

    private static List<MetricsTestimony> testimonies(MetricsWitness witness) {
        witness.open();
        Boundary first = witness.mark(0, OwnWork.NONE);
        Boundary second = witness.mark(1, OwnWork.NONE);
        Boundary third = witness.mark(2, OwnWork.NONE);
        return List.of(witness.between(first, second, Duration.ZERO), witness.between(second, third, Duration.ZERO),
                witness.between(first, third, Duration.ZERO));
    }

    private LiveMetricsWitness live(List<MetricsSample> samples) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
        return new LiveMetricsWitness(List.of(new MetricsScraper(new ScrapeTarget(url, Map.of(), Optional.empty()))),
                ModelFilter.ANY, clock,
                Settling.USUAL, Duration.ZERO, samples::add, Optional.of(new EvidenceFolder(run)));
    }

    private RecordedMetricsWitness recorded() {
        return new RecordedMetricsWitness(new EvidenceFolder(run), ModelFilter.ANY);
    }

    private static Reading tokens(MetricsWitness witness, Boundary from, Boundary to) {
        return witness.between(from, to, Duration.ZERO).delta().of(Counter.GENERATION_TOKENS);
    }
}
