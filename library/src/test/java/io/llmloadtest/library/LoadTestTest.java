package io.llmloadtest.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import io.llmloadtest.simulator.SimulatorTruth;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestTest {

    @TempDir
    private Path runs;

    @Test
    void aRunTellsWhatTheServerKnowsToo() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            Result result = small(server).concurrency(2, 4).run();
            SimulatorTruth truth = server.truth();

            assertThat(result.levels()).hasSize(2);
            assertThat(result.levels().get(1).concurrency()).isEqualTo(OptionalInt.of(4));
            for (Level level : result.levels()) {
                assertThat(level.requests()).isEqualTo(30);
                assertThat(level.succeeded()).isEqualTo(30);
                assertThat(level.outputTokens()).isEqualTo(30 * 8);
                assertThat(level.inputTokens()).isEqualTo(30 * 48);
                assertThat(level.errorRate()).hasValue(0);
                assertThat(level.ttft().p50()).hasValueSatisfying(time -> assertThat(time).isPositive());
                assertThat(level.ttft().p99()).as("30 values tell no p99").isEmpty();
                assertThat(level.ttft().percentilesWithin()).as("30 values are exact").isEmpty();
                assertThat(level.ttft().fewestFor(Statistic.P99)).hasValue(368);
                assertThat(level.goodput()).as("no limit was set").isEmpty();
            }
            assertThat(truth.completedRequests()).as("levels and their warm-ups").isEqualTo(60 + 2 + 4);
            assertThat(result.verdict()).isNotEqualTo(Verdict.UNVERIFIED);
            assertThat(result.json()).contains("\"Request Count\"").contains("\"PASS\"");
            assertThat(result.folder()).isDirectory().hasParent(runs.toAbsolutePath());
            assertThat(Result.read(result.folder()).json()).isEqualTo(result.json());
        }
    }

    @Test
    void nothingIsPrinted() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (Simulator server = Simulator.start(quick().build())) {
            small(server).requests(4).warmUp(0).run();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void everyStepGivesAnotherTest() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            LoadTest common = small(server).requests(3).withoutValidation();
            common.requests(7).completions();
            Result result = common.run();
            assertThat(result.levels().getFirst().requests()).isEqualTo(3);
            assertThat(result.json()).contains("/v1/chat/completions");
        }
    }

    @Test
    void withoutValidationNothingIsVerified() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            Result result = small(server).requests(3).withoutValidation().run();
            assertThat(result.verdict()).isEqualTo(Verdict.UNVERIFIED);
            assertThat(result.reasons()).isNotEmpty();
            assertThat(result.findings()).isEmpty();
        }
    }

    @Test
    void whatAnotherClientSendsIsAFindingWithItsNumber() throws Exception {
        try (Simulator server = Simulator.start(quick().faults(Faults.parse("foreign-traffic")).build())) {
            Result result = small(server).requests(60).warmUp(0).run();
            assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
            Finding finding = result.findings().stream().filter(each -> each.id().equals("foreign-traffic"))
                    .findFirst().orElseThrow();
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
            assertThat(((Number) finding.values().get("requests")).longValue())
                    .isEqualTo(server.truth().foreignRequests());
            assertThat(result.reasons()).anyMatch(reason -> reason.contains("Request Count"));
        }
    }

    @Test
    void objectivesAreHeldAgainstEveryLevel() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            Result result = small(server).requests(80).slo("e2e.p95<0.001").withoutValidation().run();
            assertThat(result.levels().getFirst().slo()).map(SloResult::outcome)
                    .hasValue(SloResult.Outcome.MISSED);
            assertThat(result.levels().getFirst().slo()).map(SloResult::decidedBy).hasValue("e2e.p95<0.001");
        }
    }

    @Test
    void aRateSendsBySchedule() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            Result result = LoadTest.against(server.baseUri()).runsIn(runs).requestRate(200).constantArrivals()
                    .maxConcurrency(50).requests(40).outputTokens(4).withoutValidation().run();
            assertThat(result.levels().getFirst().requestRate()).hasValue(200);
            assertThat(result.levels().getFirst().succeeded()).isEqualTo(40);
        }
    }

    @Test
    void aServerThatIsNotThereIsUnusableAndLeavesNoFolder() throws Exception {
        int closed;
        try (ServerSocket port = new ServerSocket(0)) {
            closed = port.getLocalPort();
        }
        LoadTest test = LoadTest.against("http://127.0.0.1:" + closed).runsIn(runs);
        assertThatThrownBy(test::run).isInstanceOf(UnusableServerException.class)
                .hasMessageStartingWith("Nothing listens at http://127.0.0.1:" + closed);
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void impossibleSettingsAreRefusedInTheWordsOfTheCommandLine() {
        LoadTest test = LoadTest.against("127.0.0.1:1").runsIn(runs);
        assertRefused(test.concurrency(0), "--concurrency 0 is not possible");
        assertRefused(test.inputTokens(-5), "--input-len");
        assertRefused(test.requestRate(0), "--request-rate 0.0 is not possible: give numbers above 0");
        assertRefused(test.requestRate(3).concurrency(4), "--concurrency with --request-rate");
        assertRefused(test.burstiness(2), "--burstiness is not possible: give it with --request-rate only");
        assertRefused(test.slo("ttft.p95"), "--slo: 'ttft.p95' cannot be used");
        assertRefused(test.accept("gremlins"), "--accept gremlins is not possible");
        assertRefused(test.tolerance(1), "--tolerance 1.0 is not possible");
        assertRefused(test.extraBody("{"), "--extra-body is not possible: give a JSON object");
        assertRefused(test.exclusive().withoutValidation(), "--exclusive with --skip-validation");
        assertRefused(test.wholeAnswers().slo("ttft.p95<500"), "--slo ttft.p95<500 is not possible");
        assertThatThrownBy(() -> LoadTest.against("ftp://a")).isInstanceOf(IllegalSettingException.class)
                .hasMessageContaining("--server");
    }

    @Test
    void aSecretIsNeverInAMessage() {
        LoadTest test = LoadTest.against("127.0.0.1:1").runsIn(runs).header("X-Key", "se\ncret");
        assertThatThrownBy(test::run).isInstanceOf(IllegalSettingException.class).hasMessageContaining("X-Key")
                .hasMessageNotContaining("cret");
    }

    @Test
    void aRunFolderThatHoldsSomethingIsNotWrittenOver() throws Exception {
        Files.writeString(runs.resolve("mine.txt"), "precious");
        try (Simulator server = Simulator.start(quick().build())) {
            LoadTest test = small(server).requests(1).runFolder(runs);
            assertThatThrownBy(test::run).isInstanceOf(RunNotRecordedException.class)
                    .hasMessageStartingWith("the run could not be recorded: ");
        }
    }

    @Test
    void anInterruptedRunKeepsWhatWasMeasured() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            LoadTest endless = small(server).withoutValidation().warmUp(0).requests(1_000_000);
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread runner = Thread.ofPlatform().start(() -> {
                try {
                    endless.run();
                    thrown.complete(new AssertionError("it ended"));
                } catch (Throwable expected) {
                    thrown.complete(expected);
                }
            });
            awaitRequests(server, 20);
            runner.interrupt();
            assertThat(thrown.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            Result kept = Result.read(onlyRun());
            assertThat(kept.isInterrupted()).isTrue();
            assertThat(kept.levels().getFirst().succeeded()).isGreaterThanOrEqualTo(16);
        }
    }

    @Test
    void aStoppedRunHasAResult() throws Exception {
        try (Simulator server = Simulator.start(quick().build())) {
            RunningLoadTest running = small(server).withoutValidation().warmUp(0).requests(1_000_000).start();
            awaitRequests(server, 20);
            running.stop();
            Result result = running.await();
            assertThat(result.isInterrupted()).isTrue();
            assertThat(running.isOver()).isTrue();
            assertThat(running.await()).isSameAs(result);
        }
    }

    @Test
    void waitingForAServerCanBeInterrupted() throws Exception {
        int closed;
        try (ServerSocket port = new ServerSocket(0)) {
            closed = port.getLocalPort();
        }
        RunningLoadTest running = LoadTest.against("http://127.0.0.1:" + closed).runsIn(runs)
                .waitReady(Duration.ofMinutes(10)).start();
        running.stop();
        assertThatThrownBy(running::await).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aFolderWithoutAResultSaysSo() {
        assertThatThrownBy(() -> Result.read(runs)).isInstanceOf(RunNotRecordedException.class)
                .hasMessageContaining(runs.toString());
    }

    private static void assertRefused(LoadTest test, String words) {
        assertThatThrownBy(test::run).isInstanceOf(IllegalSettingException.class).hasMessageStartingWith(words);
    }

    private Path onlyRun() throws IOException {
        try (var inside = Files.list(runs)) {
            return inside.findFirst().orElseThrow();
        }
    }

    private LoadTest small(Simulator server) {
        return LoadTest.against(server.baseUri()).runsIn(runs).concurrency(4).requests(30).inputTokens(48)
                .outputTokens(8);
    }

    private static SimulatorConfig.Builder quick() {
        return SimulatorConfig.builder().stepTime(Duration.ofMillis(1));
    }

    private static void awaitRequests(Simulator server, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (server.truth().generationRequests() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + server.truth().generationRequests() + " requests came");
            }
            Thread.onSpinWait();
        }
    }
}
