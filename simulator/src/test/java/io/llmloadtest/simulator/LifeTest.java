package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {

    private static SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().model("tiny").stepTime(Duration.ofMillis(1));
    }

    @Test
    void aRestartResetsCountersAndStartTimeAndKeepsThePort() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            URI uri = simulator.baseUri();
            client.chat("1", 5, "");
            double started = client.metric("process_start_time_seconds");
            simulator.restart();
            assertThat(simulator.baseUri()).isEqualTo(uri);
            assertThat(client.metric("vllm:generation_tokens_total")).isZero();
            assertThat(client.metric("process_start_time_seconds")).isGreaterThan(started);
            client.chat("2", 4, "");
            assertThat(client.metric("vllm:generation_tokens_total")).isEqualTo(4);
            assertThat(simulator.truth()).extracting(SimulatorTruth::restarts, SimulatorTruth::generatedTokensCompleted)
                    .containsExactly(1, 9L);
        }
    }

    @Test
    void aPortIsFreeForTheNextLifeOnceTheLastHasEnded() throws IOException {
        try (var simulator = Simulator.start(config().build())) {
            for (int i = 0; i < 300; i++) {
                simulator.restart();
            }
            assertThat(simulator.truth().restarts()).isEqualTo(300);
        }
    }

    @Test
    void aRestartCutsWhatIsRunning() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            List<Object> results = TestClient.together(2, 2, i -> {
                if (i == 2) {
                    Await.until("the other runs", () -> simulator.truth().maxRunning() > 0);
                    restart(simulator);
                    return "restarted";
                }
                return client.chat("long", 3_000, TestClient.STREAM).body();
            });
            assertThat(results.getFirst()).isInstanceOf(RuntimeException.class);
            assertThat(simulator.truth().abortedRequests()).isEqualTo(1);
        }
    }

    private static void restart(Simulator simulator) {
        try {
            simulator.restart();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anIdleConnectionIsClosedByTheServer() throws IOException {
        try (var simulator = Simulator.start(config().keepAlive(Duration.ofMillis(50)).build());
                var socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("connection: close");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (var simulator = Simulator.start(config().build());
                var socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(
                    "GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\nGET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            InputStream stream = socket.getInputStream();
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .containsSubsequence("\"object\":\"list\"", "{\"version\":\"0.32.0\"}");
        }
    }

    @Test
    void bytesThatAreNoHttpCloseTheConnection() throws IOException {
        try (var simulator = Simulator.start(config().build());
                var socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("\0\1\2 nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void theLogCanGoToAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("server.log");
        try (var simulator = Simulator.start(config().log(LogSink.to(file)).build());
                var client = new TestClient(simulator)) {
            client.get("/health");
        }
        assertThat(Files.readAllLines(file)).anyMatch(line -> line.contains("\"GET /health HTTP/1.1\" 200 OK"));
    }

    @Test
    void theKeyIsNowhereToBeSeen() {
        assertThat(config().apiKey("secret").build().toString()).doesNotContain("secret");
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThatThrownBy(() -> config().kvBlocks(10).build()).hasMessageContaining("kvBlocks");
        assertThatThrownBy(() -> config().vllmVersion("new").build()).hasMessageContaining("0.32.0");
        assertThatThrownBy(() -> config().port(70_000).build()).hasMessageContaining("port");
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (var simulator = Simulator.start(config().build())) {
            var second = config().port(simulator.port()).build();
            assertThatThrownBy(() -> Simulator.start(second)).isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(simulator.port()));
        }
    }
}
