package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What each fault of the catalogue does, seen from the client, the metrics, the log and the truth. */
class FaultEffectsTest {
    private final MemoryLog log = new MemoryLog(10_000);

    /** A test of a server with these faults. */
    private interface Trial {
        void with(Simulator simulator, TestClient client) throws IOException;
    }

    private void serve(String faults, Trial trial) throws IOException {
        serve(faults, builder -> {}, trial);
    }

    private void serve(String faults, Consumer<SimulatorConfig.Builder> more, Trial trial) throws IOException {
        var builder = SimulatorConfig.builder().model("tiny").stepTime(Duration.ofMillis(1)).log(log)
                .faults(Faults.parse(faults));
        more.accept(builder);
        try (var simulator = Simulator.start(builder.build()); var client = new TestClient(simulator)) {
            trial.with(simulator, client);
        }
    }

    private static long failures(List<Object> results) {
        return results.stream().filter(RuntimeException.class::isInstance).count();
    }

    private static List<Object> streams(TestClient client, int count) {
        return TestClient.together(count, 4, i -> client.chat("r" + i, 6, TestClient.STREAM).body());
    }

    @Test
    void foreignTraffic() throws IOException {
        serve("foreign-traffic:requests=5:after=3:tokens=4", (simulator, client) -> {
            streams(client, 12);
            Await.until("the foreign ones are done", () -> simulator.truth().completedRequests() == 17);
            assertThat(simulator.truth()).extracting(SimulatorTruth::foreignRequests, SimulatorTruth::foreignTokens)
                    .containsExactly(5L, 20L);
            assertThat(client.metric("vllm:request_success_total")).isEqualTo(17);
            assertThat(client.metric("vllm:generation_tokens_total")).isEqualTo(12 * 6 + 5 * 4);
        });
    }

    @Test
    void restart() throws IOException {
        serve("restart:after=4:millis=20", (simulator, client) -> {
            streams(client, 5);
            Await.until("it has restarted", () -> simulator.truth().restarts() == 1);
            Await.until("it answers again", () -> answers(client));
            client.chat("again", 2, "");
            assertThat(client.metric("vllm:generation_tokens_total")).isLessThan(4 * 6);
        });
    }

    private static boolean answers(TestClient client) {
        try {
            return client.get("/health").statusCode() == 200;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void responsesLost() throws IOException {
        serve("responses-lost:every=4", (simulator, client) -> {
            assertThat(failures(streams(client, 12))).isEqualTo(3);
            assertThat(simulator.truth().completedRequests()).isEqualTo(12);
            assertThat(client.metric("vllm:request_success_total")).isEqualTo(12);
            assertThat(client.metric("http_requests_total", "chat")).isEqualTo(12);
        });
    }

    @Test
    void streamErrors() throws IOException {
        serve("stream-errors:every=4:tokens=2", (simulator, client) -> {
            List<Object> bodies = streams(client, 8);
            assertThat(bodies).filteredOn(body -> ((String) body).contains("{\"error\": {\"message\": ")).hasSize(2)
                    .allSatisfy(body -> assertThat((String) body).endsWith("data: [DONE]\n\n")
                            .doesNotContain("\"length\""));
            Await.until("the engine has dropped them", () -> simulator.truth().abortedRequests() == 2);
            assertThat(client.metric("vllm:request_success_total")).isEqualTo(6);
            assertThat(simulator.truth().generatedTokensAborted()).isEqualTo(4);
        });
    }

    @Test
    void httpErrorsAndRefusals() throws IOException {
        serve("http-errors:every=3,http-400:every=4", (simulator, client) -> {
            List<Object> statuses = TestClient.together(12, 1, i -> client.chat("r" + i, 2, "").statusCode());
            assertThat(statuses).filteredOn(status -> status.equals(503)).hasSize(4);
            assertThat(statuses).filteredOn(status -> status.equals(400)).hasSize(2);
            assertThat(simulator.truth().rejectedRequests()).isEqualTo(6);
            Await.until("they are counted", () -> client.metric("http_requests_total", "5xx") == 4
                    && client.metric("http_requests_total", "4xx") == 2);
        });
    }

    @Test
    void ttftGap() throws IOException {
        serve("ttft-gap:millis=150", (simulator, client) -> {
            long start = System.nanoTime();
            String body = client.chat("1", 3, TestClient.STREAM).body();
            double elapsed = (System.nanoTime() - start) / 1e9;
            assertThat(TestClient.events(body)).hasSize(6);
            assertThat(elapsed - client.metric("vllm:time_to_first_token_seconds_sum")).isGreaterThanOrEqualTo(0.15);
        });
    }

    @Test
    void ttftLie() throws IOException {
        serve("ttft-lie:millis=30000", (simulator, client) -> {
            client.chat("1", 3, TestClient.STREAM);
            assertThat(client.metric("vllm:time_to_first_token_seconds_sum")).isGreaterThan(30);
        });
    }

    @Test
    void stallAndNeverEnding() throws IOException {
        serve("stall:every=2:tokens=3", (simulator, client) -> {
            client.chat("1", 5, "");
            assertThatThrownBy(() -> client.rawChatWithin("2", 5, Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class);
            Await.until("the engine has dropped it", () -> simulator.truth().abortedRequests() == 1);
            assertThat(simulator.truth().generatedTokensAborted()).isEqualTo(3);
        });
        serve("never-ending:every=1", (simulator, client) -> {
            client.rawChat("1", 5, 20_000);
            Await.until("the engine has dropped it", () -> simulator.truth().abortedRequests() == 1);
            assertThat(simulator.truth().generatedTokensAborted()).isGreaterThan(50);
        });
    }

    @Test
    void metricsFaults() throws IOException {
        serve("no-metrics", (simulator, client) -> assertThat(client.get("/metrics").statusCode()).isEqualTo(404));
        serve("metrics-unauthorized",
                (simulator, client) -> assertThat(client.get("/metrics").statusCode()).isEqualTo(401));
        serve("metrics-html",
                (simulator, client) -> assertThat(client.get("/metrics").headers().firstValue("content-type"))
                        .contains("text/html; charset=utf-8"));
        serve("metrics-partial",
                (simulator, client) -> assertThat(client.get("/metrics").body())
                        .contains("vllm:generation_tokens_total")
                        .doesNotContain("vllm:request_success").doesNotContain("vllm:time_to_first_token"));
        serve("metrics-slow:millis=100", (simulator, client) -> {
            long start = System.nanoTime();
            assertThat(client.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        });
    }

    @Test
    void countersThatLie() throws IOException {
        serve("counters-inflated:percent=50", (simulator, client) -> {
            client.chat("1", 10, "");
            assertThat(client.metric("vllm:generation_tokens_total")).isEqualTo(15);
            assertThat(simulator.truth().generatedTokens()).isEqualTo(10);
        });
        serve("token-drop:every=2", (simulator, client) -> {
            streams(client, 6);
            assertThat(client.metric("vllm:request_success_total")).isEqualTo(3);
        });
        serve("prefix-cache-warm:percent=50", (simulator, client) -> {
            client.chat("1", 2, "");
            double prompt = simulator.truth().promptTokensCompleted();
            assertThat(client.metric("vllm:prefix_cache_hits_total")).isEqualTo(Math.floor(prompt / 2));
        });
    }

    @Test
    void noUsage() throws IOException {
        serve("no-usage", (simulator, client) -> {
            assertThat(client.chat("1", 2, TestClient.STREAM).body()).doesNotContain("usage");
            assertThat(client.chat("2", 2, "").body()).contains("\"usage\":null");
        });
    }

    @Test
    void logFaults() throws IOException {
        serve("no-access-log,no-stats-log,server-errors:every=2,server-warnings:every=3",
                builder -> builder.statsLogInterval(Duration.ofMillis(5)), (simulator, client) -> {
                    streams(client, 6);
                    assertThat(log.texts()).noneMatch(line -> line.contains("HTTP/1.1\""))
                            .noneMatch(line -> line.contains("throughput"));
                    assertThat(log.texts()).filteredOn(line -> line.contains(" ERROR ")).hasSize(3 * 5)
                            .filteredOn(line -> line.endsWith("\r")).hasSize(3 * 4);
                    assertThat(log.texts()).filteredOn(line -> line.contains(" WARNING ")).hasSize(2);
                });
    }

    @Test
    void shortOutputs() throws IOException {
        serve("short-outputs:tokens=3", (simulator, client) -> {
            assertThat(client.chat("1", 50, ",\"min_tokens\":50").body()).contains("\"completion_tokens\":3,")
                    .contains("\"finish_reason\":\"stop\"");
            assertThat(client.chat("2", 2, "").body()).contains("\"completion_tokens\":2,")
                    .contains("\"finish_reason\":\"length\"");
        });
    }

    @Test
    void coldStart() throws IOException {
        serve("cold-start:requests=2:millis=150", (simulator, client) -> {
            for (int i = 1; i <= 4; i++) {
                client.chat("r" + i, 2, "");
            }
            assertThat(simulator.truth().requests())
                    .extracting(
                            request -> request.firstTokenNanos().orElseThrow() - request.arrivalNanos() >= 150_000_000L)
                    .startsWith(true, true);
            assertThat(client.metric("vllm:request_queue_time_seconds_sum")).isGreaterThan(0.29);
        });
    }

    @Test
    void answersThatAreNone() throws IOException {
        serve("html-answer:every=2", (simulator, client) -> {
            client.chat("1", 2, "");
            HttpResponse<String> html = client.chat("2", 2, "");
            assertThat(html.statusCode()).isEqualTo(200);
            assertThat(html.body()).startsWith("<!DOCTYPE html>");
        });
        serve("garbage-stream:every=1",
                (simulator, client) -> assertThat(TestClient.events(client.chat("1", 5, TestClient.STREAM).body()))
                        .filteredOn(event -> event.startsWith("{") && !event.endsWith("}")).hasSize(5));
        serve("truncate-at-head:every=1", (simulator, client) -> {
            assertThatThrownBy(() -> client.chat("1", 5, TestClient.STREAM)).hasRootCauseInstanceOf(IOException.class);
            Await.until("the engine has dropped it", () -> simulator.truth().abortedRequests() == 1);
        });
    }

    @Test
    void badUtf8() throws IOException {
        serve("bad-utf8:every=1", (simulator, client) -> {
            byte[] bytes = client.rawChat("1", 5, Integer.MAX_VALUE);
            assertThatThrownBy(() -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)))
                    .isInstanceOf(CharacterCodingException.class);
        });
    }

    @Test
    void endlessLine() throws IOException {
        serve("endless-line:every=1:megabytes=3", (simulator, client) -> {
            byte[] bytes = client.rawChat("1", 5, Integer.MAX_VALUE);
            assertThat(bytes.length).isGreaterThan(3 * 1024 * 1024);
            Await.until("the engine has finished it nevertheless", () -> simulator.truth().completedRequests() == 1);
        });
    }

    @Test
    void notVllm() throws IOException {
        serve("not-vllm", (simulator, client) -> {
            for (String path : new String[]{"/metrics", "/version"}) {
                assertThat(client.get(path).statusCode()).isEqualTo(404);
            }
            assertThat(client.post("/tokenize", "{\"prompt\":\"x\"}").statusCode()).isEqualTo(404);
            assertThat(client.chat("1", 2, TestClient.STREAM).statusCode()).isEqualTo(200);
            assertThat(log.texts()).isEmpty();
        });
    }

    @Test
    void refusesExtras() throws IOException {
        serve("refuses-extras", (simulator, client) -> {
            HttpResponse<String> refused = client.chat("1", 2, "");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("ignore_eos");
            assertThat(client.post("/v1/completions", "{\"prompt\":\"x\",\"max_tokens\":2}").statusCode())
                    .isEqualTo(200);
        });
    }

    @Test
    void bufferedStream() throws IOException {
        serve("buffered-stream", (simulator,
                client) -> assertThat(TestClient.events(client.chat("1", 5, TestClient.STREAM).body())).hasSize(8));
    }

    @Test
    void connectionClose() throws IOException {
        serve("connection-close", (simulator,
                client) -> assertThat(client.chat("1", 2, "").headers().firstValue("connection")).contains("close"));
    }

    @Test
    void resetOnConnect() throws IOException {
        serve("reset-on-connect:every=2", (simulator, client) -> {
            assertThat(client.rawChat("1", 2, Integer.MAX_VALUE)).isNotEmpty();
            assertThatThrownBy(() -> client.rawChat("2", 2, Integer.MAX_VALUE)).isInstanceOf(IOException.class);
            assertThat(client.rawChat("3", 2, Integer.MAX_VALUE)).isNotEmpty();
        });
    }
}
