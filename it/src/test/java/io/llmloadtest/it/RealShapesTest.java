package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Real servers that were started in other ways than usual: what is missing is said, and nothing else is. */
@Isolated
@Tag("real")
@Tag("long")
class RealShapesTest {

    private static final Map<String, String> QUIET_LOG = Map.of("DOCKER_ARGS", "-e VLLM_LOGGING_LEVEL=WARNING");

    @TempDir
    private Path directory;

    @Test
    void severalEnginesWithLittleCacheAgreeAndTheirPreemptionsAreSaid() {
        try (RealServer server = RealServer.start("0.32.0", Map.of(), "--data-parallel-size", "2",
                "--num-gpu-blocks-override", "40", "--max-model-len", "2048")) {
            Result result = run(server.url(), "-c", "48", "-n", "96", "--input-len", "100", "--output-len", "300");
            assertAgree(result, "Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests", "HTTP 200 Count");
            assertThat(result.value("preemptions", "count")).isPositive();
            assertOnlyTimingsMayWarn(result);
        }
    }

    @Test
    void replicasWithAQuietLogAreAddedUpAndABalancedMetricsPageIsNoRestart() throws IOException {
        CompletableFuture<RealServer> second = CompletableFuture.supplyAsync(RealShapesTest::quiet);
        try (RealServer one = quiet(); RealServer two = second.join(); TurnTaker front = new TurnTaker(one, two)) {
            Result alone = run(one.url(), "-c", "4", "-n", "60", "--input-len", "40", "--output-len", "12");
            assertAgree(alone, "Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests");
            assertThat(alone.finding("access-log-off")).isPresent();
            assertThat(alone.row("HTTP 200 Count").path("status").asString()).isEqualTo("SKIP");
            assertThat(alone.row("HTTP 200 Count").path("server_value").isNull()).isTrue();
            assertOnlyTimingsMayWarn(alone);

            Result both = run(front.url(), "-c", "4", "-n", "60", "--input-len", "40", "--output-len", "12",
                    "--metrics-url", one.url() + "/metrics," + two.url() + "/metrics");
            assertAgree(both, "Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests");
            // on two cores one of two engines may really be the slower, and then gets less of a closed loop
            assertOnlyTimingsMayWarn(both, "replica-imbalance");

            Result half = run(front.url(), "-c", "4", "-n", "60", "--input-len", "40", "--output-len", "12",
                    "--metrics-url", one.url() + "/metrics");
            // without a log nothing tells a replica that nobody scrapes from requests that never arrived
            assertThat(half.warnings()).containsAnyOf("unscraped-replica", "requests-missing-on-server")
                    .doesNotContain("server-restarted");
            assertThat(half.overall()).isEqualTo("WARNING");

            Result balanced = run(front.url(), "-c", "4", "-n", "60", "--input-len", "40", "--output-len", "12");
            assertThat(balanced.warnings()).contains("metrics-behind-balancer").doesNotContain("server-restarted");
            assertThat(balanced.row("Request Count").path("server_value").isNull()).isTrue();
        }
    }

    private static RealServer quiet() {
        return RealServer.start("0.13.0", QUIET_LOG, "--disable-uvicorn-access-log");
    }

    @Test
    void withoutEngineStatisticsTheHttpCountsAreLeft() {
        try (RealServer server = RealServer.start("0.13.0", Map.of(), "--disable-log-stats")) {
            Result result = run(server.url(), "-c", "4", "-n", "60", "--input-len", "40", "--output-len", "12");
            assertAgree(result, "HTTP Requests", "HTTP 200 Count");
            assertThat(result.row("Request Count").path("server_value").isNull()).isTrue();
            assertThat(result.finding("metrics-partial")).isPresent();
            assertThat(result.overall()).isNotEqualTo("PASSED");
            assertOnlyTimingsMayWarn(result);
        }
    }

    private Result run(String url, String... arguments) {
        return Patience.untilQuiet(() -> {
            List<String> all = new ArrayList<>(List.of("run", "-s", url, "--format", "json"));
            all.addAll(List.of(arguments));
            Product.Ended ended = Product.run(directory, all.toArray(String[]::new));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            return new Result(ended.json());
        }, result -> result);
    }

    private static void assertAgree(Result result, String... rows) {
        for (String row : rows) {
            RealVllmTest.assertEqualAndPassed(result.row(row));
        }
    }

    /** Two engines and the client on two cores: a gap in time is real there, a count that differs is not. */
    private static void assertOnlyTimingsMayWarn(Result result, String... further) {
        Set<String> allowed = new TreeSet<>(List.of("ttft-gap", "client-saturated", "unexplained-difference"));
        allowed.addAll(List.of(further));
        assertThat(allowed).as(result.validation().toString()).containsAll(result.warnings());
        assertThat(result.rowsThatWarnAnywhere()).allMatch(row -> row.startsWith("Avg "));
    }
}
