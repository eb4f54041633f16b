package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every witness of a log, live or read back. */
class LogWitnessContractTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ACCESS = "INFO:     127.0.0.1:5000 - \"POST /v1/chat/completions HTTP/1.1\" 200 OK";
    private static final String ERROR = "ERROR 11-25 10:00:00 [serving_chat.py:1] it broke";
    private static final String CHATTER = "INFO 11-25 10:00:00 [api_server.py:1] nothing to see";
    private static final String STATS = "INFO 11-25 10:00:10 [loggers.py:310] Engine 000: Avg prompt throughput: 10.0 "
            + "tokens/s, Avg generation throughput: 20.0 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache "
            + "usage: 0.1%, Prefix cache hit rate: 0.0%";

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final RunClock clock = RunClock.system(System.nanoTime());

    enum Live {
        DOCKER, FILE, COMMAND
    }

    /** A live witness and a way to write to its log. */
    private record Scene(LogWitness witness, Consumer<String> write) {}

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBeforeTheRunIsKeptApart(Live live) {
        Scene scene = scene(live, LogKeeping.FULL);
        List<LogTestimony> said = play(scene);

        LogWitness recorded = recorded();
        recorded.open();
        for (LogWitness witness : List.of(scene.witness(), recorded)) {
            assertThat(witness.before().accessLines(Set.of("/v1/chat/completions"), status -> status == 200))
                    .isEqualTo(1);
            assertThat(witness.before().events(LogEvent.Level.ERROR)).isEqualTo(1);
        }
        assertThat(said.getFirst().digest().events(LogEvent.Level.ERROR)).isEqualTo(1);
        assertThat(said.getFirst().digest().events().getFirst().seenBefore()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void theRecordSaysWhatTheLiveWitnessSaid(Live live) {
        List<LogTestimony> said = play(scene(live, LogKeeping.FULL));

        assertThat(testimonies(recorded())).usingRecursiveComparison().isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordOfJudgedLinesDiffersInLineCountsOnly(Live live) throws IOException {
        List<LogTestimony> said = play(scene(live, LogKeeping.JUDGED));

        assertThat(testimonies(recorded())).usingRecursiveComparison()
                .ignoringFields("digest.lines", "digest.first", "digest.last").isEqualTo(said);
        assertThat(Files.readString(folder.resolve("evidence/server.log"))).doesNotContain("nothing to see");
    }

    @ParameterizedTest
    @EnumSource
    void aRecordWithoutLinesSaysSo(Live live) {
        play(scene(live, LogKeeping.NONE));

        assertThat(recorded().open()).isInstanceOf(LogAvailability.Illegible.class);
        assertThat(folder.resolve("evidence/server.log")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aTornRecordIsReadUpToTheTear(Live live) throws IOException {
        play(scene(live, LogKeeping.FULL));
        Path lines = folder.resolve("evidence/server.log");
        String whole = Files.readString(lines);
        Files.writeString(lines, whole.substring(0, whole.length() - 10));

        List<LogTestimony> testimonies = testimonies(recorded());

        assertThat(testimonies.getFirst().isLegible()).isTrue();
        assertThat(testimonies.get(1).digest().lines()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void statisticsAreAwaitedNoLongerThanAllowed(Live live) {
        Scene scene = scene(live, LogKeeping.NONE);
        scene.witness().open();
        Instant start = clock.wall();

        assertThat(scene.witness().awaitStatsAfter(start, Duration.ofMillis(1))).isFalse();
        scene.write().accept(STATS);
        assertThat(scene.witness().awaitStatsAfter(start, LONG)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aDiskThatRefusesDoesNotEndTheRun(Live live) throws IOException {
        Files.createFile(folder.resolve("evidence"));

        assertThat(play(scene(live, LogKeeping.FULL)).getFirst().digest().lines()).isEqualTo(4);
    }

    @Test
    void anEmptyFolderIsNotAsked() {
        LogWitness witness = recorded();

        assertThat(witness.open()).isInstanceOf(LogAvailability.NotAsked.class);
        assertThat(witness.before()).isEqualTo(LogDigest.EMPTY);
        assertThat(witness.between(witness.mark(0, OwnWork.NONE), witness.mark(1, OwnWork.NONE), LONG).isLegible())
                .isFalse();
    }

    @Test
    void theRecordOfALogThatCouldNotBeReadSaysWhy() {
        LogWitness live = new FileLogWitness(folder.resolve("missing.log"), clock, evidence(), LogKeeping.JUDGED);
        LogAvailability said = live.open();
        live.close();

        assertThat(recorded().open()).isEqualTo(said);
    }

    @Test
    void anAbsentWitnessWasNotAsked() {
        LogWitness witness = new AbsentLogWitness(clock);

        assertThat(witness.open()).isInstanceOf(LogAvailability.NotAsked.class);
        assertThat(witness.between(witness.mark(0, OwnWork.NONE), witness.mark(1, OwnWork.NONE), LONG))
                .isEqualTo(LogTestimony.notAsked());
    }

    /** Two stretches and the one over both. */
    private List<LogTestimony> play(Scene scene) {
        scene.write().accept(CHATTER);
        scene.write().accept(ACCESS);
        scene.write().accept(ERROR);
        LogWitness witness = scene.witness();
        witness.open();
        Boundary first = witness.mark(0, OwnWork.NONE);
        scene.write().accept(ACCESS);
        scene.write().accept(ERROR);
        scene.write().accept(CHATTER);
        scene.write().accept(STATS);
        Boundary second = witness.mark(1, OwnWork.NONE);
        scene.write().accept(ACCESS);
        scene.write().accept(CHATTER + " ünïcode 한국어");
        Boundary third = witness.mark(2, OwnWork.NONE);
        List<LogTestimony> said = List.of(witness.between(first, second, LONG), witness.between(second, third, LONG),
                witness.between(first, third, LONG));
        assertThat(said).allMatch(LogTestimony::isLegible);
        return said;
    }

    private static List<LogTestimony> testimonies(LogWitness witness) {
        witness.open();
        Boundary first = witness.mark(0, OwnWork.NONE);
        Boundary second = witness.mark(1, OwnWork.NONE);
        Boundary third = witness.mark(2, OwnWork.NONE);
        return List.of(witness.between(first, second, LONG), witness.between(second, third, LONG),
                witness.between(first, third, LONG));
    }

    private Scene scene(Live live, LogKeeping keeping) {
        try {
            return switch (live) {
                case DOCKER -> {
                    FakeEngine engine = new FakeEngine();
                    open.add(engine);
                    FakeContainer container = engine.add("vllm");
                    LogWitness witness = new DockerLogWitness(new ContainerChoice.Named("vllm"),
                            Optional.of(engine.host()), clock, evidence(), keeping);
                    open.add(witness);
                    yield new Scene(witness, line -> container.log(Instant.now(), line));
                }
                case COMMAND -> {
                    Path file = Files.createFile(folder.resolve("vllm.log"));
                    LogWitness witness = new CommandLogWitness("tail -n +1 -f '" + file + "'", clock, evidence(),
                            keeping);
                    open.add(witness);
                    yield new Scene(witness, line -> append(file, Instant.now() + " " + line));
                }
                case FILE -> {
                    Path file = Files.createFile(folder.resolve("vllm.log"));
                    LogWitness witness = new FileLogWitness(file, clock, evidence(), keeping);
                    open.add(witness);
                    yield new Scene(witness, line -> append(file, line));
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<EvidenceFolder> evidence() {
        return Optional.of(new EvidenceFolder(folder.resolve("evidence")));
    }

    private LogWitness recorded() {
        return new RecordedLogWitness(new EvidenceFolder(folder.resolve("evidence")));
    }
}
