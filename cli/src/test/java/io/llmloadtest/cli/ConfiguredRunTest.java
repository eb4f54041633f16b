package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan that is really run. */
@Timeout(120)
class ConfiguredRunTest {

    /** What a busy machine may do to any run, accepted for good. */
    private static final String LATENESS = "accept:\n" + Stream.of("ttft-gap", "client-saturated", "cold-start",
            "unexplained-difference").map(finding -> "  - {finding: " + finding + "}\n").collect(Collectors.joining());

    private static final String SECRET = "sk-only-in-the-environment";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theResultTellsWhereOptionsCameFromAndNoFileHoldsASecret() throws IOException {
        try (Simulator server = Simulator.start(SimulatorConfig.builder().apiKey(SECRET).build())) {
            Path plan = plan("""
                    server: %s
                    api-key: ${GATEWAY_KEY}
                    header: ['X-Gateway: ${GATEWAY_KEY}', 'X-Team: perf']
                    profile: quick
                    num_prompts: 10
                    quiet: true
                    """.formatted(server.baseUri()));
            int exit = Main.execute(Map.of("GATEWAY_KEY", SECRET, "LLM_LOADTEST_SEED", "7"), "run", "--config",
                    plan.toString(), "--warmup", "0", "-o", run());
            assertThat(exit).isZero();

            JsonNode shown = result().get("plan");
            assertThat(shown.get("num_prompts").asInt()).isEqualTo(10);
            assertThat(shown.get("seed").asInt()).isEqualTo(7);
            assertThat(shown.get("concurrency").toString()).isEqualTo("[4]");
            JsonNode sources = shown.get("sources");
            assertThat(sources.get("num-prompts").asString()).isEqualTo("plan.yaml:5");
            assertThat(sources.get("api-key").asString()).isEqualTo("plan.yaml:2");
            assertThat(sources.get("seed").asString()).isEqualTo("LLM_LOADTEST_SEED");
            assertThat(sources.get("concurrency").asString()).isEqualTo("profile quick");
            assertThat(sources.get("warmup").asString()).isEqualTo("command line");
            assertThat(sources.has("timeout")).isFalse();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString())
                            .doesNotContain(SECRET);
                }
            }
        }
    }

    @Test
    void anAcceptedFindingStaysAWarningButFailsNothingUntilItsDayIsOver() throws IOException {
        Path ours = folder.resolve("accepted");
        assertThat(Main.execute(Map.of(), "demo", "--fault", "foreign-traffic", "--quiet", "--fail-on", "warning", "-o",
                ours.toString())).isEqualTo(4);
        Path accepting = plan(LATENESS + "  - {finding: foreign-traffic, until: 2999-12-31, reason: a backup}\n");
        assertThat(Main.execute(Map.of(), "validate", ours.toString(), "--fail-on", "warning", "--config",
                accepting.toString(), "--lang", "ko")).isZero();
        Path over = plan(LATENESS + "  - {finding: foreign-traffic, until: 2000-01-01}\n");
        assertThat(Main.execute(Map.of(), "validate", ours.toString(), "--fail-on", "warning", "--config",
                over.toString())).isEqualTo(4);
    }

    @Test
    void aMistakeOfThePlanIsAMistakeOfTheUser() throws IOException {
        for (String line : List.of("concurency: 8", "concurrency: many", "accept: foreign-trafic", "timeout: soon")) {
            Path plan = plan("server: http://127.0.0.1:1\n" + line + "\n");
            assertThat(Main.execute(Map.of(), "run", "--config", plan.toString())).as(line).isEqualTo(2);
        }
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    private Path plan(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.yaml"), text);
    }

    private String run() {
        return folder.resolve("run").toString();
    }

    private JsonNode result() throws IOException {
        return JSON.readTree(Files.readAllBytes(folder.resolve("run/result.json")));
    }
}
