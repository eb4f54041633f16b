package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Log lines have the captures' form: prefix, colours, source line, wording; times, addresses and numbers may differ. */
class LogFormTest {
    static final String[] VERSIONS = Captures.VERSIONS;
    private static final Pattern TIME = Pattern.compile("\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2} ");
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\\[:])\\d+(\\.\\d+)?(?= tokens| reqs|%)");

    private final MemoryLog log = new MemoryLog(10_000);

    private static String blanked(String line) {
        return NUMBER.matcher(ADDRESS.matcher(TIME.matcher(line).replaceAll("TIME ")).replaceAll("ADDRESS"))
                .replaceAll("0");
    }

    private Optional<String> ours(String part) {
        return log.texts().stream().filter(line -> line.contains(part)).map(LogFormTest::blanked).findFirst();
    }

    private static String theirs(String version, String part) {
        return Captures.lines(version, "server.log").stream().filter(line -> line.contains(part))
                .map(LogFormTest::blanked).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void theLinesOfALoadedServer(String version) throws IOException {
        var config = SimulatorConfig.builder().model("tiny").vllmVersion(version)
                .statsLogInterval(Duration.ofMillis(300)).log(log).build();
        try (var simulator = Simulator.start(config); var client = new TestClient(simulator)) {
            client.chat("fx-0005", 9, TestClient.STREAM);
            client.post("/v1/chat/completions", TestClient.chatBody("x", 8, "").replace("tiny", "no-such-model"));
            client.chat("x", -1, "");
            Await.until("a stats line is printed", () -> ours("Avg prompt throughput").isPresent());
        }
        for (String part : new String[]{"chat/completions HTTP/1.1\" 200 OK", "\" 404 Not Found", "\" 400 Bad Request",
                "Avg prompt throughput", "Error with model",
                "Started server process", "Application startup complete."}) {
            assertThat(ours(part)).as(part).contains(theirs(version, part));
        }
    }

    @Test
    void theBannerOfAnOldVersionNamesIt() throws IOException {
        try (var simulator = Simulator
                .start(SimulatorConfig.builder().model("tiny").vllmVersion("0.11.2").log(log).build())) {
            assertThat(simulator.port()).isPositive();
        }
        assertThat(ours("API server version")).contains(theirs("0.11.2", "API server version"));
        assertThat(ours("Starting vLLM API server 0 on http://")).isPresent();
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void requestsAreLoggedByDefaultUpToNineOnly(String version) throws IOException {
        try (var simulator = Simulator
                .start(SimulatorConfig.builder().model("tiny").vllmVersion(version).log(log).build());
                var client = new TestClient(simulator)) {
            client.chat("fx-0005", 2, "");
        }
        assertThat(ours("Added request").isPresent()).isEqualTo(VllmVersion.of(version).before(0, 10, 0));
        ours("Added request")
                .ifPresent(line -> assertThat(line).isEqualTo(theirs(version, "Added request chatcmpl-fx-0005")));
    }

    @Test
    void idleTicksAreSilentButForOneLineOfZerosAfterTheLoad() throws IOException {
        var config = SimulatorConfig.builder().model("tiny").statsLogInterval(Duration.ofMillis(250)).log(log).build();
        try (var simulator = Simulator.start(config); var client = new TestClient(simulator)) {
            client.chat("1", 3, "");
            Await.until("a line of zeros follows", () -> zeros() == 1);
            client.chat("2", 3, "");
            Await.until("a second one follows", () -> zeros() == 2);
        }
        assertThat(zeros()).isEqualTo(2);
    }

    private long zeros() {
        return log.texts().stream().filter(
                line -> line.contains("prompt throughput: 0.0 tokens/s, Avg generation throughput: 0.0 tokens/s"))
                .count();
    }

    @Test
    void linesOfUvicornItselfGoToStderr() throws IOException {
        try (var simulator = Simulator.start(SimulatorConfig.builder().model("tiny").log(log).build());
                var client = new TestClient(simulator)) {
            client.get("/health");
        }
        assertThat(log.lines()).filteredOn(MemoryLog.Line::stderr).extracting(MemoryLog.Line::text)
                .contains("INFO:     Application startup complete.");
        assertThat(log.lines()).filteredOn(line -> line.text().contains("GET /health")).singleElement()
                .extracting(MemoryLog.Line::stderr).isEqualTo(false);
    }
}
