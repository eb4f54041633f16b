package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is needed alone is taken only when it is idle. */
class ExclusiveTest {

    @TempDir
    private Path directory;

    @Test
    void anIdleServerIsTakenAndBothSidesAreLaidOnOneAxis() throws IOException {
        try (Simulator server = server()) {
            Product.Ended ended = run(server, "--exclusive");
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.json().path("validation").path("overall").asString()).isEqualTo("PASSED");
        }
        List<String> rows = Files.readAllLines(directory.resolve("run/timeline.csv"));
        assertThat(rows.getFirst()).startsWith("seconds,wall,replica,client_in_flight,client_output_tokens,running");
        String[] last = rows.getLast().split(",", -1);
        assertThat(last[3]).isEqualTo("0");
        assertThat(Integer.parseInt(last[4])).as("output tokens of all requests, a few of them warm-up")
                .isGreaterThanOrEqualTo(20 * 8);
    }

    @Test
    void aServerAtWorkIsLeftAlone() throws Exception {
        try (Simulator server = server(); Others _ = new Others(server)) {
            Product.Ended ended = run(server, "--exclusive");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("at work for others").contains("--exclusive");
        }
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @Test
    void withoutTheOptionItIsTestedAndSaid() throws Exception {
        try (Simulator server = server(); Others _ = new Others(server)) {
            Product.Ended ended = run(server);
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.json().path("validation").path("findings")).extracting(JsonNode.class::cast)
                    .extracting(finding -> finding.path("id").asString())
                    .contains("server-busy-before-start", "foreign-traffic");
        }
    }

    private static Simulator server() throws IOException {
        return Simulator.start(SimulatorConfig.builder().model("demo-model").build());
    }

    private Product.Ended run(Simulator server, String... further) {
        String[] usual = {"run", "-s", server.baseUri().toString(), "-c", "2", "-n", "20", "--input-len", "32",
                "--output-len", "8", "-o", "run", "--format", "json"};
        String[] all = new String[usual.length + further.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(further, 0, all, usual.length, further.length);
        return Product.run(directory, all);
    }

    /** Another client: one short request after the other until it is closed. */
    private static final class Others implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpRequest request;
        private final Thread thread = Thread.ofPlatform().unstarted(this::work);
        private volatile boolean closed;

        Others(Simulator server) {
            request = HttpRequest.newBuilder(URI.create(server.baseUri() + "/v1/completions"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers
                            .ofString("{\"model\": \"demo-model\", \"prompt\": \"hello\", \"max_tokens\": 3}"))
                    .build();
            thread.start();
        }

        private void work() {
            try {
                while (!closed) {
                    client.send(request, HttpResponse.BodyHandlers.discarding());
                }
            } catch (IOException | InterruptedException _) {
                // The server is gone: so are we.
            }
        }

        @Override
        public void close() throws InterruptedException {
            closed = true;
            thread.join();
            client.close();
        }
    }
}
