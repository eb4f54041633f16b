package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The whole product against a real vLLM in real Docker, started as a user starts it. Client and server share the machine's
 * few cores, so a real TTFT gap may be there; its parts must add up then. One server serves all tests; the one that restarts
 * it comes last.
 */
@Isolated
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RealVllmTest {

    /** A statistics line every two seconds instead of ten: short loads have whole windows then. */
    private static final Map<String, String> OFTEN = Map.of("DOCKER_ARGS", "-e VLLM_LOG_STATS_INTERVAL=2");

    private final String version;

    @TempDir
    private Path directory;

    RealServer server = RealServer.NONE;

    RealVllmTest(String version) {
        this.version = version;
    }

    @BeforeAll
    void start() {
        server = RealServer.start(version, OFTEN);
    }

    @AfterAll
    void remove() {
        server.close();
    }

    Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("run", "-s", server.url(), "--format", "json"));
        all.addAll(List.of(arguments));
        return Patience.untilQuiet(() -> {
            Product.Ended ended = Product.run(directory, all.toArray(String[]::new));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            return new Result(ended.json());
        }, result -> result);
    }

    @Test
    @Order(1)
    void aCleanRunAgreesWithTheServerToTheLastRequestAndToken() {
        Result result = run("-c", "1,8", "-n", "100", "--input-len", "64", "--output-len", "24", "--wait-ready", "60s");

        assertThat(result.document().path("target").path("server_version").asString()).startsWith(version);
        for (int level = 0; level < 2; level++) {
            assertThat(result.level(level).path("successful_requests").asInt()).isEqualTo(100);
            for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests",
                    "HTTP 200 Count", "HTTP Errors", "HTTP Errors (metrics)", "Server Errors")) {
                assertEqualAndPassed(result.row(level, row));
            }
            assertThat(result.row(level, "Request Count").path("client_value").asInt()).isEqualTo(100);
            assertThat(result.row(level, "Total Tokens").path("client_value").asInt()).isEqualTo(2400);
            assertThat(result.row(level, "Prompt Tokens").path("client_value").asInt()).isEqualTo(6400);
        }
        assertThat(result.row("Avg Throughput").path("status").asString()).as(result.row("Avg Throughput").toString())
                .isEqualTo("PASS");
        assertOnlyATtftGapWhosePartsAddUp(result);
    }

    @Test
    @Order(2)
    void completionsThatAreNotStreamedAgreeToo() {
        Result result = run("-c", "4", "-n", "120", "--endpoint", "completions", "--no-stream", "--input-len", "40",
                "--output-len", "10");
        for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests",
                "HTTP 200 Count")) {
            assertEqualAndPassed(result.row(row));
        }
        assertThat(result.row("Avg TTFT (ms)").path("status").asString()).isEqualTo("SKIP");
        assertOnlyATtftGapWhosePartsAddUp(result);
    }

    @Test
    @Order(3)
    void aWrongContainerNameCostsTheLogRowsAndNothingElse() {
        Result result = run("-c", "4", "-n", "40", "--input-len", "40", "--output-len", "10", "--container-name",
                "no-such-container");
        assertThat(result.finding("log-unavailable")).isPresent();
        assertThat(result.row("HTTP 200 Count").path("status").asString()).isEqualTo("SKIP");
        assertEqualAndPassed(result.row("Request Count"));
        assertEqualAndPassed(result.row("Total Tokens"));
        assertOnlyATtftGapWhosePartsAddUp(result);
    }

    @Test
    @Order(4)
    void withoutMetricsTheCountsAreUnverifiedAndTheLogIsStillCompared() {
        Result result = run("-c", "4", "-n", "40", "--input-len", "40", "--output-len", "10", "--metrics-url",
                server.url() + "/no-metrics-here");
        assertThat(result.overall()).as(result.validation().toString()).isEqualTo("UNVERIFIED");
        assertThat(result.finding("metrics-unavailable")).isPresent();
        assertThat(result.row("Request Count").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.row("Request Count").path("client_value").isNumber()).isTrue();
        assertThat(result.row("Request Count").path("server_value").isNull()).isTrue();
        assertEqualAndPassed(result.row("HTTP 200 Count"));
    }

    void assertOnlyATtftGapWhosePartsAddUp(Result result) {
        Set<String> warnings = new TreeSet<>(result.warnings());
        if (warnings.remove("ttft-gap")) {
            double gap = result.value("ttft-gap", "gap_ms");
            double parts = result.value("ttft-gap", "write_ms") + result.value("ttft-gap", "instrument_ms")
                    + result.value("ttft-gap", "api_server_ms") + result.value("ttft-gap", "round_trip_ms")
                    + result.value("ttft-gap", "rest_ms");
            assertThat(parts).as(result.finding("ttft-gap").toString())
                    .isCloseTo(gap, org.assertj.core.data.Offset.offset(0.5));
        }
        assertThat(warnings).as(result.validation().toString()).isEmpty();
    }

    static void assertEqualAndPassed(tools.jackson.databind.JsonNode row) {
        assertThat(row.path("status").asString()).as(row.toString()).isEqualTo("PASS");
        if (!row.path("client_value").isNull()) {
            assertThat(row.path("client_value").asDouble()).as(row.toString())
                    .isEqualTo(row.path("server_value").asDouble());
        }
    }
}
