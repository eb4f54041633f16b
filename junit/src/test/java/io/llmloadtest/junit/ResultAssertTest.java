package io.llmloadtest.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.library.LatencyKind;
import io.llmloadtest.library.LoadTest;
import io.llmloadtest.library.Result;
import io.llmloadtest.library.Statistic;
import io.llmloadtest.library.Verdict;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A real result, with the numbers that matter put in by hand. */
class ResultAssertTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path runs;

    private static String healthy;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aRun() throws Exception {
        try (Simulator server = Simulator.start(SimulatorConfig.builder().stepTime(Duration.ofMillis(1)).build())) {
            healthy = LoadTest.against(server.baseUri()).concurrency(4).requests(80).inputTokens(48).outputTokens(8)
                    .slo("e2e.p95<60s").runsIn(runs).run().json();
        }
    }

    @Test
    void whatHoldsPassesAndCanBeChained() {
        Result result = result(document -> {});
        LoadTestAssertions.assertThat(result).isPassed().hasNoFinding("foreign-traffic").hasNoFailedRequests()
                .hasErrorRateAtMost(0.5).hasTtftMeanBelow(Duration.ofMillis(101))
                .hasTtftP95Below(Duration.ofMillis(124))
                .hasTokensPerSecondAbove(49).hasRequestsPerSecondAbove(4)
                .hasLatencyBelow(LatencyKind.E2E, Statistic.P50, Duration.ofSeconds(60));
    }

    @Test
    void aLatencyAtTheLimitFailsWithNumberIntervalVerdictAndFolder() {
        Result result = result(document -> {});
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasTtftP95Below(Duration.ofNanos(123_400_000)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected TTFT p95 below 123.4 ms, but it was 123.4 ms")
                .hasMessageContaining("(95 % interval 118.0 ms to 130.2 ms)").hasMessageContaining("level 0")
                .hasMessageContaining("concurrency 4").hasMessageContaining("verdict: PASSED")
                .hasMessageContaining("run folder: " + folder.toAbsolutePath());
    }

    @Test
    void unverifiedDoesNotPass() {
        Result result = result(document -> validation(document).put("overall", "UNVERIFIED"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).isPassed())
                .hasMessageContaining("expected the verdict PASSED, but it was UNVERIFIED");
        LoadTestAssertions.assertThat(result).hasVerdict(Verdict.UNVERIFIED);
    }

    @Test
    void aSkippedValidationDoesNotPass() {
        Result result = result(document -> document.putNull("validation"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).isPassed())
                .hasMessageContaining("UNVERIFIED").hasMessageContaining("was not asked for");
    }

    @Test
    void aWarningTellsItsReasons() {
        Result result = result(document -> {
            validation(document).put("overall", "WARNING");
            validation(document).withArray("warnings").add("37 requests came from somebody else.");
        });
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).isPassed())
                .hasMessageContaining("but it was WARNING")
                .hasMessageContaining("\n  - 37 requests came from somebody else.");
    }

    @Test
    void aRunThatWasEndedEarlyHasNoVerdictToPass() {
        Result result = result(document -> document.put("status", "interrupted"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).isPassed())
                .hasMessageContaining("ended early");
    }

    @Test
    void aPercentileOfTooFewValuesFails() {
        Result result = result(document -> {
            ttft(document).putNull("p95").put("count", 30);
            ttft(document).putObject("withheld").put("p95", 72);
        });
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasTtftP95Below(Duration.ofDays(1)))
                .hasMessageContaining("there are 30 values, and it takes 72");
    }

    @Test
    void aMeanBesideTimeOutsFails() {
        Result result = result(document -> {
            ObjectNode censored = ttft(document).putObject("censored").put("count", 3);
            censored.putObject("at_least").put("p99", 2000);
        });
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasTtftMeanBelow(Duration.ofDays(1)))
                .hasMessageContaining("only known to be more than 100.0 ms: 3 requests timed out");
        LoadTestAssertions.assertThat(result).hasTtftP95Below(Duration.ofMillis(124));
    }

    @Test
    void aPercentileAmongTimeOutsTellsItsBound() {
        Result result = result(document -> {
            ttft(document).putNull("p95");
            ObjectNode censored = ttft(document).putObject("censored").put("count", 30);
            censored.putObject("at_least").put("p95", 2000);
        });
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasTtftP95Below(Duration.ofDays(1)))
                .hasMessageContaining("falls among the 30 requests that timed out: more than 2000.0 ms");
    }

    @Test
    void aServerThatRefusesMostRequestsIsNotFast() {
        Result result = result(document -> level(document).put("failed_requests", 72).put("successful_requests", 8));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasTtftP95Below(Duration.ofDays(1)))
                .hasMessageContaining("expected at most 1 % of the requests to fail, but 72 of 80 did")
                .hasMessageContaining("hasErrorRateAtMost");
        LoadTestAssertions.assertThat(result).hasErrorRateAtMost(0.9).hasTtftP95Below(Duration.ofDays(1));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasNoFailedRequests())
                .hasMessageContaining("at most 0 %");
    }

    @Test
    void whatIsNotKnownIsNotEnough() {
        Result result = result(document -> level(document).putNull("throughput_tokens_per_sec"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasTokensPerSecondAbove(0))
                .hasMessageContaining("nothing was measured");
    }

    @Test
    void objectivesThatAreMissedOrMissingFail() {
        Result met = result(document -> slo(document).put("outcome", "met"));
        LoadTestAssertions.assertThat(met).meetsSlo();
        Result doubted = result(document -> slo(document).put("outcome", "cannot_tell").putArray("doubts")
                .add("client-saturated"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(doubted).meetsSlo())
                .hasMessageContaining("e2e.p95<60000 decided: CANNOT_TELL").hasMessageContaining("client-saturated");
        Result none = result(document -> level(document).putNull("slo"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(none).meetsSlo())
                .hasMessageContaining("there are none");
    }

    @Test
    void aRunWithoutALevelHoldsNothing() {
        Result result = result(document -> document.putArray("results"));
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasNoFailedRequests())
                .hasMessageContaining("before the first");
    }

    @Test
    void findingsAreFoundByName() {
        Result result = result(document -> {
            ObjectNode finding = validation(document).withArray("findings").addObject();
            finding.put("id", "cold-start").put("severity", "info").put("message", "It was cold.").put("advice", "");
            finding.putObject("values");
            finding.putArray("levels");
        });
        LoadTestAssertions.assertThat(result).hasFinding("cold-start");
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasNoFinding("cold-start"))
                .hasMessageContaining("It was cold.");
        assertThatThrownBy(() -> LoadTestAssertions.assertThat(result).hasFinding("foreign-traffic"))
                .hasMessageContaining("cold-start");
    }

    private Result result(Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) JSON.readTree(healthy);
        document.put("status", "completed");
        validation(document).put("overall", "PASSED").putArray("findings");
        level(document).put("throughput_tokens_per_sec", 50).put("request_rate_per_sec", 5);
        ttft(document).put("mean", 100).put("p95", 123.4);
        ObjectNode p95 = (ObjectNode) level(document).at("/statistics/within_run/ttft_ms/p95");
        p95.put("value", 123.4).put("low", 118.0).put("high", 130.2);
        change.accept(document);
        try {
            Files.writeString(folder.resolve("result.json"), document.toString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return Result.read(folder);
    }

    private static ObjectNode validation(ObjectNode document) {
        return object(document.path("validation"));
    }

    private static ObjectNode level(ObjectNode document) {
        return object(document.at("/results/0"));
    }

    private static ObjectNode ttft(ObjectNode document) {
        return object(document.at("/results/0/ttft_ms"));
    }

    private static ObjectNode slo(ObjectNode document) {
        return object(document.at("/results/0/slo"));
    }

    private static ObjectNode object(JsonNode node) {
        assertThat(node.isObject()).isTrue();
        return (ObjectNode) node;
    }
}
