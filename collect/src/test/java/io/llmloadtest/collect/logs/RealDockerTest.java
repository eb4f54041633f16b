package io.llmloadtest.collect.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real engine on this machine. The image is empty: containers see this machine's programs, read-only, and run small
 * scripts. A container waits for {@code /run/collect/go-N} before its N-th step, so that no test sleeps.
 */
@Tag("real")
class RealDockerTest {

    private static final String IMAGE = "collect-empty:1";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ACCESS = "INFO:     127.0.0.1:5000 - \\\"POST /v1/chat/completions HTTP/1.1\\\" 200 OK";

    @TempDir
    private Path folder;

    private final RunClock clock = RunClock.system(System.nanoTime());
    private final String name = "collect-test-" + ProcessHandle.current().pid() + "-"
            + Long.toHexString(System.nanoTime());
    private Path steps;
    private DockerLogWitness witness;

    @BeforeEach
    void start() throws Exception {
        steps = Files.createDirectory(folder.resolve("steps"));
        if (docker("image", "inspect", IMAGE).isEmpty()) {
            Path empty = folder.resolve("empty.tar");
            Files.write(empty, new byte[1024]);
            docker("import", empty.toString(), IMAGE);
        }
        witness = witness(new ContainerChoice.Named(name));
    }

    @AfterEach
    void stop() throws Exception {
        witness.close();
        docker("rm", "-f", name);
    }

    @Test
    void aMillionLinesBeforeTheRunAreNotRead() throws Exception {
        run("seq -f 'INFO line %.0f of many, as long as a line of a log may be' 1000000; echo complete; "
                + step(1) + "echo '" + ACCESS + "'; " + step(2));
        awaitLine("complete");

        assertThat(witness.open()).isEqualTo(new LogAvailability.Legible(name));
        Boundary first = mark(0);
        go(1);
        awaitLine("200 OK");
        LogTestimony testimony = witness.between(first, mark(1), LONG);

        assertThat(witness.before().lines()).isEqualTo(100);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.digest().lines()).isEqualTo(1);
    }

    @Test
    void noLineIsLostOrDoubledWhileFollowingBegins() throws Exception {
        run("touch /run/collect/ready; seq -f 'number %.0f' 0 199999; " + step(1));
        await("ready");
        witness.open();
        Boundary first = mark(0);
        LogTestimony testimony;
        int index = 1;
        do {
            testimony = witness.between(first, mark(index++), LONG);
        } while (!lastLine().endsWith(" 199999"));

        assertThat(testimony.isLegible()).isTrue();
        List<Integer> numbers = numbers();
        assertThat(numbers).isEqualTo(IntStream.range(numbers.getFirst(), 200_000).boxed().toList());
    }

    @Test
    void aMillionLinesDuringTheRunAreAllRead() throws Exception {
        witness.close();
        witness = witness(new ContainerChoice.Named(name), LogKeeping.JUDGED);
        run("touch /run/collect/ready; " + step(1)
                + "seq -f 'INFO line %.0f of many, as long as a line of a log may be' 1000000; echo last; "
                + "touch /run/collect/done; " + step(2));
        await("ready");
        witness.open();
        Boundary first = mark(0);
        go(1);
        await("done");
        awaitLine("last");

        LogTestimony testimony = witness.between(first, mark(1), LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.digest().lines()).isEqualTo(1_000_001);
    }

    /** Docker 20.10 jumps back and leaves lines out when a log is rotated faster than it hands it on. */
    @Test
    void rotationLosesNothingUnlessItIsSaid() throws Exception {
        run("touch /run/collect/ready; " + step(1) + "seq -f 'number %.0f' 0 99999; touch /run/collect/done; "
                + step(2), "--log-opt", "max-size=50k", "--log-opt", "max-file=2");
        await("ready");
        witness.open();
        Boundary first = mark(0);
        go(1);
        await("done");
        awaitLine("number 99999");

        LogTestimony testimony = witness.between(first, mark(1), LONG);
        List<Integer> numbers = numbers();
        boolean whole = numbers.equals(IntStream.range(0, 100_000).boxed().toList());
        assertThat(testimony.isLegible()).isTrue();
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(whole || testimony.digest().cut() > 0).as("%d lines", numbers.size()).isTrue();
        assertThat(testimony.custody().lostLines().isKnown()).isEqualTo(testimony.digest().cut() == 0);
    }

    @Test
    void theEngineIsReadOverTcpAndItsClockIsOurs() throws Exception {
        run("touch /run/collect/ready; " + step(1) + "echo one; touch /run/collect/done; " + step(2));
        await("ready");
        witness.close();
        try (ServerSocket server = new ServerSocket();
                Relay _ = Relay.tcp(server, UnixDomainSocketAddress.of("/var/run/docker.sock"))) {
            witness = new DockerLogWitness(new ContainerChoice.Named(name),
                    Optional.of("tcp://127.0.0.1:" + server.getLocalPort()), clock,
                    Optional.of(new EvidenceFolder(folder)), LogKeeping.FULL);
            assertThat(witness.open()).isEqualTo(new LogAvailability.Legible(name));
            Boundary first = mark(0);
            go(1);
            awaitLine("one"); // stamped by the engine, and thus before the mark
            LogTestimony testimony = witness.between(first, mark(1), LONG);

            assertThat(testimony.digest().lines()).isEqualTo(1);
            assertThat(testimony.custody().skewMillis().known().orElseThrow()).isBetween(-100.0, 100.0);
            assertThat(Files.readString(folder.resolve("container.json"))).contains(IMAGE, "\"running\"");
            witness.close();
        }
    }

    @Test
    void aRestartIsSeenAndFollowed() throws Exception {
        run("echo started; touch /run/collect/ready; trap 'echo bye; exit 0' TERM; while :; do sleep 0.05; done");
        await("ready");
        witness.open();
        Boundary first = mark(0);
        docker("restart", "-t", "10", name);
        awaitLine("bye");
        awaitLine("started", 2);
        Boundary second = mark(1);

        LogTestimony testimony = witness.between(first, second, LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.restarted()).isTrue();
        assertThat(testimony.digest().lines()).isEqualTo(2);
        assertThat(witness.between(second, mark(2), LONG).restarted()).isFalse();
    }

    @Test
    void aContainerThatStopsIsReadToItsEnd() throws Exception {
        run("echo one; touch /run/collect/ready; " + step(1)
                + "echo two; echo three >&2; printf 'four without an end'");
        await("ready");
        witness.open();
        Boundary first = mark(0);
        go(1);
        docker("wait", name);
        Boundary second = mark(1);

        LogTestimony testimony = witness.between(first, second, LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.digest().lines()).isEqualTo(3);
        assertThat(witness.between(mark(2), mark(3), LONG).availability())
                .isInstanceOfSatisfying(LogAvailability.Illegible.class,
                        said -> assertThat(said.problem()).isEqualTo(Problem.NOT_RUNNING));
    }

    @Test
    void aContainerThatIsRemovedIsReadToItsEnd() throws Exception {
        run("echo one; touch /run/collect/ready; " + step(1) + "echo two; touch /run/collect/done; " + step(2));
        await("ready");
        witness.open();
        Boundary first = mark(0);
        go(1);
        await("done");
        witness.between(first, mark(1), LONG);
        docker("rm", "-f", name);

        LogTestimony testimony = witness.between(first, mark(2), LONG);
        assertThat(testimony.isLegible()).isTrue();
        assertThat(testimony.digest().lines()).isEqualTo(1);
    }

    @Test
    void linesOfFortyKibibytesComeWhole() throws Exception {
        assertThatLongLinesComeWhole();
    }

    @Test
    void linesOfFortyKibibytesComeWholeFromATerminal() throws Exception {
        assertThatLongLinesComeWhole("-t");
    }

    private void assertThatLongLinesComeWhole(String... options) throws Exception {
        String line = "head -c 40960 /dev/zero | tr '\\0' x; echo; ";
        run("stty -onlcr 2>/dev/null; touch /run/collect/ready; " + step(1) + "echo short; " + line
                + "head -c 16384 /dev/zero | tr '\\0' y; echo; echo last; touch /run/collect/done; " + step(2),
                options);
        await("ready");
        witness.open();
        Boundary first = mark(0);
        go(1);
        awaitLine("last");

        LogTestimony testimony = witness.between(first, mark(1), LONG);
        assertThat(testimony.digest().lines()).isEqualTo(4);
        assertThat(lines()).map(text -> text.substring(31)).containsExactly("short", "x".repeat(40960),
                "y".repeat(16384), "last");
    }

    @Test
    void theContainerInTheHostsNetworkIsFoundByItsPort() throws Exception {
        run("touch /run/collect/ready; : --port 48123; " + step(1), "--network", "host");
        await("ready");
        witness.close();
        witness = witness(new ContainerChoice.Serving(URI.create("http://127.0.0.1:48123/v1")));

        assertThat(witness.open()).isEqualTo(new LogAvailability.Legible(name));
    }

    @Test
    void theContainerThatPublishesThePortIsFound() throws Exception {
        run("touch /run/collect/ready; " + step(1), "-p", "48124:8000");
        await("ready");
        witness.close();
        witness = witness(new ContainerChoice.Serving(URI.create("http://localhost:48124/v1")));

        assertThat(witness.open()).isEqualTo(new LogAvailability.Legible(name));
    }

    @Test
    void aDriverThatKeepsNothingIsSaid() throws Exception {
        run("touch /run/collect/ready; " + step(1), "--log-driver", "none");
        await("ready");

        assertThat(witness.open()).isInstanceOfSatisfying(LogAvailability.Illegible.class,
                said -> assertThat(said.problem()).isEqualTo(Problem.UNREADABLE_DRIVER));
    }

    @Test
    void theLocalDriverIsReadLikeTheUsualOne() throws Exception {
        run("echo one; touch /run/collect/ready; " + step(1) + "echo two; echo three >&2; " + step(2), "--log-driver",
                "local");
        await("ready");
        witness.open();
        Boundary first = mark(0);
        go(1);
        awaitLine("three");

        assertThat(witness.between(first, mark(1), LONG).digest().lines()).isEqualTo(2);
    }

    @Test
    void aContainerThatIsNotThereIsSaid() {
        assertThat(witness.open()).isInstanceOfSatisfying(LogAvailability.Illegible.class,
                said -> assertThat(said.problem()).isEqualTo(Problem.NO_SUCH_CONTAINER));
    }

    private DockerLogWitness witness(ContainerChoice choice) {
        return witness(choice, LogKeeping.FULL);
    }

    private DockerLogWitness witness(ContainerChoice choice, LogKeeping keeping) {
        return new DockerLogWitness(choice, Optional.empty(), clock, Optional.of(new EvidenceFolder(folder)), keeping);
    }

    private Boundary mark(int index) {
        return witness.mark(index, OwnWork.NONE);
    }

    private static String step(int number) {
        return "while [ ! -e /run/collect/go-" + number + " ]; do sleep 0.02; done; ";
    }

    private void go(int number) throws IOException {
        Files.createFile(steps.resolve("go-" + number));
    }

    private void run(String script, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--name", name, "-v", steps + ":/run/collect"));
        for (String path : List.of("/usr", "/lib", "/lib64", "/bin")) {
            if (Files.exists(Path.of(path))) {
                words.addAll(List.of("-v", path + ":" + path + ":ro"));
            }
        }
        words.addAll(List.of(options));
        words.addAll(List.of(IMAGE, "/bin/sh", "-c", script));
        assertThat(docker(words.toArray(String[]::new))).as("container id").isPresent();
    }

    /** Waits until the container has made a file. */
    private void await(String file) {
        waitUntil(() -> Files.exists(steps.resolve(file)));
    }

    private void awaitLine(String text) {
        awaitLine(text, 1);
    }

    /** Waits until the engine itself has so many lines that end so. */
    private void awaitLine(String text, int times) {
        waitUntil(() -> docker("logs", "--tail", "20", name).orElse("").lines().map(String::strip)
                .filter(line -> line.endsWith(text)).count() >= times);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void waitUntil(Condition condition) {
        try {
            for (long deadline = System.nanoTime() + LONG.toNanos(); !condition.holds();) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<String> lines() throws IOException {
        try (Stream<String> all = Files.lines(folder.resolve(LogNote.LINES))) {
            return all.toList();
        }
    }

    private String lastLine() throws IOException {
        return lines().getLast();
    }

    private List<Integer> numbers() throws IOException {
        return lines().stream().map(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1))).toList();
    }

    /** What the command printed; empty when it failed. */
    private static Optional<String> docker(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? Optional.of(said) : Optional.empty();
    }
}
