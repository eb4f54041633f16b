package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Another load tester, one of our making, is run and its numbers are judged. */
class AuditTest {

    /** What a machine of few cores may do to any client. */
    private static final String LATENESS = "ttft-gap,tool-late";

    @TempDir
    private Path directory;

    @Test
    void aCleanTestOfAnotherToolPassesAndCanBeShownAndJudgedAgain() throws IOException {
        try (Simulator server = start("")) {
            Product.Ended ended = audit(server, 40, 4, 4, "--fail-on", "warning,unverified", "--accept",
                    LATENESS);
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.err()).contains("fake bench: 40 requests").contains("running: ");
            Result result = new Result(ended.json());
            assertThat(result.validation().path("beyond_accepted").asString()).isEqualTo("PASSED");
            for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests",
                    "HTTP 200 Count")) {
                assertThat(result.row(row).path("status").asString()).as(row).isEqualTo("PASS");
            }
            assertThat(result.row("Request Count").path("client_value").asInt()).isEqualTo(40);
            assertThat(result.row("Avg In Flight").path("client_value").asDouble())
                    .as("the requests lie where they were: four at a time").isBetween(1.0, 4.01);
            JsonNode audit = ended.json().path("audit");
            assertThat(audit.path("tool").asString()).isEqualTo("vllm-bench");
            assertThat(audit.path("exit_code").asInt(-1)).isZero();
            assertThat(audit.path("reported").path("succeeded").asInt()).isEqualTo(40);
            assertThat(ResultSchemaTest.errors(ended.json())).isEmpty();

            String folder = directory.resolve("run").toString();
            Product.Ended shown = Product.run(directory, "report", folder);
            assertThat(shown.out()).contains("vllm-bench").contains("Our definition").contains(result.overall());
            Result again = new Result(
                    Product.run(directory, "validate", folder, "--accept", LATENESS, "--format", "json")
                            .json());
            assertThat(again.validation().path("beyond_accepted").asString()).isEqualTo("PASSED");
            assertThat(again.overall()).isEqualTo(result.overall());
            assertThat(again.document().path("audit")).isEqualTo(audit);
            assertThat(Files.readString(directory.resolve("run/run.json"))).doesNotContain("hush-hush");
        }
    }

    @Test
    void brokenStreamsThatTheToolTakesForSuccessesAreNamed() throws IOException {
        try (Simulator server = start("stream-errors:every=5")) {
            Product.Ended ended = audit(server, 40, 4, 4, "--fail-on", "warning");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(4);
            Result result = new Result(ended.json());
            assertThat(result.value("failures-counted-as-successes", "requests")).isEqualTo(8);
            assertThat(result.value("exit-code-hides-failures", "requests")).isEqualTo(8);
            assertThat(ended.json().path("audit").path("reported").path("succeeded").asInt()).isEqualTo(40);
        }
    }

    @Test
    void aToolThatKeepsFewerInFlightThanAskedIsNamed() throws IOException {
        try (Simulator server = start("")) {
            Product.Ended ended = audit(server, 40, 16, 4);
            assertThat(new Result(ended.json()).value("concurrency-not-reached", "asked")).isEqualTo(16);
            assertThat(new Result(ended.json()).value("concurrency-not-reached", "most")).isLessThan(6);
        }
    }

    @Test
    void aCommandThatLeavesNothingIsAMistakeWithOneMessage() throws IOException {
        try (Simulator server = start("")) {
            Product.Ended ended = Product.run(directory, "audit", "-s", server.baseUri().toString(), "--tool",
                    "vllm-bench", "--", "/bin/sh", "-c", "echo no server here; exit 3");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(6);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("no server here").contains("no result").contains("exit code 3")
                    .doesNotContain("\tat ");
        }
    }

    private Product.Ended audit(Simulator server, int requests, int asked, int kept, String... options) {
        List<String> words = new ArrayList<>(List.of("audit", "-s", server.baseUri().toString(), "--tool", "vllm-bench",
                "--log-file", directory.resolve("server.log").toString(), "--format", "json", "--result",
                directory.resolve("r.json").toString(), "-o", directory.resolve("run").toString()));
        words.addAll(List.of(options));
        words.add("--");
        words.addAll(FakeBench.command(server.baseUri().toString(), Integer.toString(requests), Integer.toString(asked),
                Integer.toString(kept), directory.resolve("r.json").toString(), "--api-key", "hush-hush"));
        return Product.run(directory, words.toArray(String[]::new));
    }

    private Simulator start(String faults) throws IOException {
        SimulatorConfig.Builder config = SimulatorConfig.builder().model("demo-model")
                .log(LogSink.to(directory.resolve("server.log")));
        if (!faults.isEmpty()) {
            config.faults(Faults.parse(faults));
        }
        return Simulator.start(config.build());
    }
}
