package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What stands in the way of evidence is found before a request of load is sent, with what mends it. */
class DoctorTest {

    @TempDir
    private Path directory;

    @Test
    void aCleanServerIsReady() throws IOException {
        try (Simulator server = start("", true)) {
            Product.Ended ended = doctor(server, "--log-file", log().toString(), "--fail-on", "warning");
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.json().path("status").asString()).isEqualTo("ok");
            assertThat(ended.json().path("checks").size()).isGreaterThan(10);
        }
    }

    @Test
    void missingFamiliesAreNamedWithTheSwitchThatBringsThemBack() throws IOException {
        try (Simulator server = start("metrics-partial", true)) {
            Product.Ended ended = doctor(server, "--log-file", log().toString());
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(warnings(ended)).containsExactly("families-missing");
            assertThat(ended.out()).contains("vllm:time_to_first_token_seconds").contains("--disable-log-stats");
        }
    }

    @Test
    void aPageThatIsNotThereAndALogThatIsSilentWeaken() throws IOException {
        try (Simulator server = start("no-metrics,no-access-log,no-stats-log", true)) {
            Product.Ended ended = doctor(server, "--log-file", log().toString(), "--fail-on", "warning");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(4);
            assertThat(warnings(ended)).containsExactly("access-log-off", "metrics-unavailable", "stats-log-off");
            assertThat(ended.out()).contains("--disable-uvicorn-access-log").contains("--metrics-url");
        }
    }

    @Test
    void aServerWithoutALogSaysHowToGiveOne() throws IOException {
        try (Simulator server = start("", false)) {
            Product.Ended ended = doctor(server);
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.out()).contains("--log-file");
        }
    }

    @Test
    void aServerAtWorkIsNotIdle() throws IOException {
        try (Simulator server = start("never-ending:every=1", true); HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.sendAsync(HttpRequest.newBuilder(URI.create(server.baseUri() + "/v1/completions"))
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                            "{\"model\": \"demo-model\", \"prompt\": \"hello\", \"max_tokens\": 5, \"stream\": true}"))
                    .timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.discarding());
            Product.Ended ended = doctor(server, "--log-file", log().toString());
            answer.cancel(true);
            client.shutdownNow();
            assertThat(warnings(ended)).as(ended.toString()).contains("server-busy");
        }
    }

    @Test
    void aServerThatIsNotThereCannotBeTested() {
        Product.Ended ended = Product.run(directory, "doctor", "-s", "http://127.0.0.1:9", "--lang", "ko");
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.out()).contains("FAIL").contains("실행할 수 없습니다");
    }

    private Product.Ended doctor(Simulator server, String... further) {
        String[] all = new String[5 + further.length];
        System.arraycopy(new String[]{"doctor", "-s", server.baseUri().toString(), "--format", "json"}, 0, all, 0, 5);
        System.arraycopy(further, 0, all, 5, further.length);
        return Product.run(directory, all);
    }

    private static Set<String> warnings(Product.Ended ended) {
        Set<String> codes = new TreeSet<>();
        for (JsonNode check : ended.json().path("checks")) {
            if (check.path("status").asString().equals("WARN")) {
                codes.add(check.path("code").asString());
                assertThat(check.path("fix").asString("")).as(check.toString()).isNotEmpty();
            }
        }
        return codes;
    }

    private Path log() {
        return directory.resolve("vllm.log");
    }

    private Simulator start(String faults, boolean logged) throws IOException {
        SimulatorConfig.Builder config = SimulatorConfig.builder().model("demo-model");
        if (!faults.isEmpty()) {
            config.faults(Faults.parse(faults));
        }
        if (logged) {
            config.log(LogSink.to(log()));
        }
        return Simulator.start(config.build());
    }
}
