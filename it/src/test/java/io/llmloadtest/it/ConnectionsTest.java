package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How connections are used, and how many that takes. */
class ConnectionsTest {

    private static final int REQUESTS = 21;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"per-request, 3, 21", "max-uses=4, 1, 6", "pool, 3, 3"})
    void asManyConnectionsAreOpenedAsThePolicyNeeds(String policy, int streams, int opened) throws IOException {
        JsonNode result = run("--connections", policy, "-c", Integer.toString(streams)).json();
        assertThat(result.at("/plan/connections").asString()).isEqualTo(policy);
        assertThat(result.at("/results/0/successful_requests").asInt()).isEqualTo(REQUESTS);
        assertThat(result.at("/results/0/instrument/connections_opened").asInt()).isEqualTo(opened);
        assertThat(result.at("/results/0/instrument/cpu_cores").asDouble()).isPositive();
    }

    @Test
    void moreStreamsThanTheProcessMayHaveSocketsAreRefusedBeforeAnythingIsSent() throws Exception {
        assertThat(Product.run(directory, "--version").exit()).as("built without the limit").isZero();
        Process limited = new ProcessBuilder("sh", "-c",
                "ulimit -n 400 && exec \"$0\" run -s http://127.0.0.1:9 -c 2000 -n 4000",
                Product.ROOT.resolve("llm-loadtest").toString()).directory(directory.toFile()).redirectErrorStream(true)
                .start();
        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(limited.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("--concurrency 2000").contains("ulimit -n").doesNotContain("\tat ");
    }

    private Product.Ended run(String... options) throws IOException {
        SimulatorConfig config = SimulatorConfig.builder().model("demo-model").stepTime(Duration.ofMillis(1)).build();
        try (Simulator server = Simulator.start(config)) {
            String[] fixed = {"run", "-s", server.baseUri().toString(), "-n", Integer.toString(REQUESTS), "--warmup",
                    "0", "--output-len", "8", "--skip-validation", "--format", "json"};
            Product.Ended ended = Product.run(directory,
                    Stream.of(fixed, options).flatMap(Arrays::stream).toArray(String[]::new));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            return ended;
        }
    }
}
