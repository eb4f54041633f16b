package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shapes that deployments of one server have, seen from the client, the page, the log and the truth. */
class ShapesTest {
    private static final int REQUESTS = 20;
    private static final int TOKENS = 8;

    private final MemoryLog log = new MemoryLog(10_000);

    /** A test of a server with these faults. */
    private interface Trial {
        void with(Simulator simulator, TestClient client) throws IOException;
    }

    private void serve(String faults, Trial trial) throws IOException {
        serve(faults, log, trial);
    }

    private static void serve(String faults, LogSink sink, Trial trial) throws IOException {
        var config = SimulatorConfig.builder().model("tiny").stepTime(Duration.ofMillis(1)).log(sink)
                .statsLogInterval(Duration.ofMillis(50)).faults(Faults.parse(faults)).build();
        try (var simulator = Simulator.start(config); var client = new TestClient(simulator)) {
            trial.with(simulator, client);
        }
    }

    private static List<Object> streams(TestClient client) {
        return TestClient.together(REQUESTS, 4, i -> client.chat("r" + i, TOKENS, TestClient.STREAM).body());
    }

    private static Set<String> series(List<String> page) {
        return page.stream().filter(line -> line.startsWith("vllm:") && !line.startsWith("vllm:cache_config"))
                .map(line -> line.substring(0, line.lastIndexOf(' '))).collect(Collectors.toSet());
    }

    private static Set<String> types(List<String> page) {
        return page.stream().filter(line -> line.startsWith("# TYPE")).collect(Collectors.toSet());
    }

    @Test
    void severalEnginesShareTheRequestsAndEachHasItsSeriesAndItsStatsLine() throws IOException {
        serve("several-engines", (simulator, client) -> {
            streams(client);
            assertThat(simulator.truth().requestsByEngine()).containsExactly(10L, 10L);
            assertThat(client.metric("vllm:generation_tokens_total", "engine=\"0\"")).isEqualTo(10 * TOKENS);
            assertThat(client.metric("vllm:generation_tokens_total", "engine=\"1\"")).isEqualTo(10 * TOKENS);
            Await.until("both engines have a stats line", () -> List.of("Engine 000: ", "Engine 001: ").stream()
                    .allMatch(mark -> log.texts().stream().anyMatch(line -> line.contains(mark))));
        });
    }

    @Test
    void severalEnginesBehindSeveralApiServersHaveThePageOfTheCapture() throws IOException {
        serve("several-engines,several-api-servers", (simulator, client) -> {
            streams(client);
            List<String> ours = client.get("/metrics").body().lines().toList();
            List<String> theirs = Captures.lines("0.32.0-dp2", "metrics-after.txt");
            assertThat(types(ours)).isEqualTo(types(theirs));
            assertThat(series(ours)).isEqualTo(series(theirs));
            assertThat(log.texts()).anyMatch(line -> line.startsWith("(ApiServer_0 pid=34) INFO"))
                    .noneMatch(line -> line.contains("throughput"));
        });
    }

    @Test
    void anotherModelMovesItsOwnSeries() throws IOException {
        serve("several-models:requests=5:tokens=3", (simulator, client) -> {
            streams(client);
            assertThat(client.metric("vllm:generation_tokens_total", "model_name=\"tiny\""))
                    .isEqualTo(REQUESTS * TOKENS);
            assertThat(client.metric("vllm:generation_tokens_total", "model_name=\"other-model\"")).isEqualTo(15);
            assertThat(simulator.truth().otherModelRequests()).isEqualTo(5);
            assertThat(simulator.truth().otherModelTokens()).isEqualTo(15);
            assertThat(simulator.truth().generatedTokens()).isEqualTo(REQUESTS * TOKENS);
        });
    }

    @Test
    void anAdapterIsServedUnderItsParent() throws IOException {
        serve("lora", (simulator, client) -> {
            assertThat(client.get("/v1/models").body()).contains("\"id\":\"demo-lora\"")
                    .contains("\"parent\":\"tiny\"");
            client.post("/v1/chat/completions", TestClient.chatBody("x", TOKENS, "").replace("tiny", "demo-lora"));
            assertThat(client.metric("vllm:generation_tokens_total", "model_name=\"tiny\"")).isEqualTo(TOKENS);
        });
    }

    @Test
    void rayHasOtherNames() throws IOException {
        serve("ray-names", (simulator, client) -> {
            client.chat("1", TOKENS, "");
            String page = client.get("/metrics").body();
            assertThat(page).doesNotContain("\nvllm:").doesNotContain("http_requests").doesNotContain("_created");
            assertThat(client.metric("ray_vllm_generation_tokens_total", "ReplicaId=\"")).isEqualTo(TOKENS);
        });
    }

    @Test
    void theRustFrontEndSpeaksOpenMetrics() throws IOException {
        serve("rust-frontend", (simulator, client) -> {
            client.chat("1", 200, TestClient.STREAM);
            var answer = client.get("/metrics");
            assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/openmetrics");
            assertThat(answer.body()).endsWith("# EOF\n").contains("# TYPE vllm:generation_tokens counter\n")
                    .contains("# HELP vllm:generation_tokens Number").doesNotContain("process_start");
            assertThat(client.metric("vllm:generation_tokens_total")).isEqualTo(200);
            assertThat(client.metric("http_request_duration_seconds_sum", "/v1/chat/completions")).isLessThan(
                    client.metric("vllm:e2e_request_latency_seconds_sum"));
            Await.until("its stats line is there",
                    () -> log.texts().stream().anyMatch(line -> line.contains("Avg generation tput: ")));
            assertThat(log.texts()).noneMatch(line -> line.contains("POST /v1"));
        });
    }

    @Test
    void settingsAreFaultsTooWhereTheyHideSomething() throws IOException {
        serve("log-stats-disabled,request-log", (simulator, client) -> {
            client.chat("1", TOKENS, "");
            assertThat(client.get("/metrics").body()).doesNotContain("vllm:").contains("http_requests_total");
            assertThat(log.texts()).anyMatch(line -> line.contains("Received request chatcmpl-1:"))
                    .anyMatch(line -> line.contains("Added request chatcmpl-1-"));
        });
    }

    @Test
    void draftedTokensComeSeveralInAChunk() throws IOException {
        serve("speculative-decoding:tokens=3:percent=67", (simulator, client) -> {
            String body = client.chat("1", 61, TestClient.STREAM).body();
            assertThat(body).contains("\"completion_tokens\":61");
            assertThat(TestClient.events(body).size()).isLessThan(30);
            SimulatorTruth truth = simulator.truth();
            assertThat(truth.acceptedTokens()).isBetween(35L, 45L);
            assertThat(client.metric("vllm:spec_decode_num_draft_tokens_total")).isEqualTo(truth.draftedTokens());
            assertThat(client.metric("vllm:spec_decode_num_accepted_tokens_total")).isEqualTo(truth.acceptedTokens());
            assertThat(client.metric("vllm:generation_tokens_total")).isEqualTo(61);
            assertThat(client.metric("vllm:inter_token_latency_seconds_count"))
                    .isEqualTo(61 - 1 - truth.acceptedTokens());
        });
    }

    @Test
    void aSmallCachePreempts() throws IOException {
        serve("small-kv-cache", (simulator, client) -> {
            TestClient.together(16, 16, i -> client.chat("r" + i, 120, TestClient.STREAM).body());
            assertThat(simulator.truth().preemptions()).isPositive();
            assertThat(client.metric("vllm:num_preemptions_total")).isEqualTo(simulator.truth().preemptions());
        });
    }

    @Test
    void aLogCanBeLongBefore() throws IOException {
        serve("long-log:lines=3000",
                (simulator, client) -> assertThat(log.texts().size()).isGreaterThan(3000));
    }

    @Test
    void aLogFileCanBeRotatedAndTruncated(@TempDir Path folder) throws IOException {
        Path rotated = folder.resolve("rotated.log");
        serve("log-rotated:after=10", LogSink.to(rotated), (simulator, client) -> streams(client));
        assertThat(posts(rotated) + posts(folder.resolve("rotated.log.1"))).isEqualTo(REQUESTS);
        assertThat(posts(rotated)).isBetween(1L, REQUESTS - 1L);
        Path truncated = folder.resolve("truncated.log");
        serve("log-truncated:after=10", LogSink.to(truncated), (simulator, client) -> streams(client));
        assertThat(posts(truncated)).isBetween(1L, REQUESTS - 1L);
    }

    private static long posts(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("POST /v1/chat/completions")).count();
        }
    }
}
