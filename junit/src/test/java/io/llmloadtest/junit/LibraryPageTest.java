package io.llmloadtest.junit;

import static io.llmloadtest.junit.LoadTestAssertions.assertThat;

import io.llmloadtest.library.Finding;
import io.llmloadtest.library.Lengths;
import io.llmloadtest.library.Level;
import io.llmloadtest.library.LoadTest;
import io.llmloadtest.library.Result;
import io.llmloadtest.library.RunningLoadTest;
import io.llmloadtest.library.UnusableServerException;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The code of {@code docs/library.md}: that page shows parts of this file, and a test holds them together. */
class LibraryPageTest {

    @TempDir
    private static Path runs;

    static Simulator simulator;

    @BeforeAll
    static void startServer() throws Exception {
        simulator = Simulator.start(SimulatorConfig.builder().stepTime(Duration.ofMillis(1)).build());
    }

    @AfterAll
    static void stopServer() {
        simulator.close();
    }

    @RegisterExtension
    static final LoadTestExtension LOAD = LoadTestExtension.of(() -> LoadTest.against(simulator.baseUri()));

    @Test
    void plain() throws Exception {
        String server = simulator.baseUri().toString();
        Path folder = runs;
        Result result = LoadTest.against(server).concurrency(1, 8).requests(200).inputTokens(64).outputTokens(8)
                .runsIn(folder).run();

        System.err.println(result.verdict()); // PASSED, WARNING or UNVERIFIED
        for (Level level : result.levels()) {
            System.err.println(level + ": TTFT p95 " + level.ttft().p95());
        }
        for (Finding finding : result.findings()) {
            System.err.println(finding.id() + ": " + finding.message() + " " + finding.advice());
        }
    }

    @Test
    void options() throws Exception {
        String server = simulator.baseUri().toString();
        LoadTest common = LoadTest.against(server).input(Lengths.lognormal(128, 50).within(64, 256)).outputTokens(4)
                .timeout(Duration.ofSeconds(30)).runsIn(runs);

        Result steady = common.concurrency(4).requests(20).run();
        Result rushed = common.requestRate(50).requests(20).run();
        assertThat(steady).hasNoFailedRequests();
        assertThat(rushed).hasNoFailedRequests();
    }

    @Test
    void mistakes() throws Exception {
        try {
            LoadTest.against("http://127.0.0.1:9").runsIn(runs).run();
        } catch (UnusableServerException unusable) {
            System.err.println(unusable.getMessage()); // Nothing listens at http://127.0.0.1:9 (connection refused). ...
        }
    }

    @Test
    void early() throws Exception {
        long before = simulator.truth().generationRequests();
        LoadTest test = LoadTest.against(simulator.baseUri()).outputTokens(4).requests(10_000).warmUp(0).runsIn(runs);
        RunningLoadTest running = test.start();
        while (simulator.truth().generationRequests() < before + 30) {
            Thread.onSpinWait();
        }
        running.stop(); // from any thread: no new request is sent
        Result soFar = running.await(); // soFar.isInterrupted()
        assertThat(soFar).hasErrorRateAtMost(0.5);
    }

    @Test
    void theServerKeepsItsPromise(LoadTest load) throws Exception {
        Result result = load.concurrency(8).requests(400).inputTokens(64).outputTokens(16).run();

        assertThat(result).hasNoFailedRequests().hasTtftP95Below(Duration.ofSeconds(5))
                .hasTpotMeanBelow(Duration.ofMillis(500)).hasTokensPerSecondAbove(1);
    }
}
