package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** ITL per token where the server tells the tokens of each chunk, and the first token behind reasoning apart from TTFT. */
class TokensPerChunkTest {

    private static final int REQUESTS = 20;
    private static final int OUTPUT = 25;

    @TempDir
    private Path directory;

    private Result run(SimulatorConfig config, String... options) throws IOException {
        try (Simulator server = Simulator.start(config)) {
            String[] plain = {"run", "-s", server.baseUri().toString(), "-n", Integer.toString(REQUESTS), "-c", "2",
                    "--input-len", "32", "--output-len", Integer.toString(OUTPUT), "--format", "json", "-o",
                    directory.resolve("run").toString()};
            Product.Ended ended = Product.run(directory,
                    Stream.concat(Stream.of(plain), Stream.of(options)).toArray(String[]::new));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            return new Result(ended.json());
        }
    }

    private static void assertTokens(JsonNode level) {
        assertThat(level.path("itl_unit").asString()).isEqualTo("token");
        assertThat(level.path("itl_ms").path("count").asInt()).isEqualTo(REQUESTS * (OUTPUT - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usage", "ids"})
    void severalTokensInAChunkAreTimedOneByOne(String how) throws IOException {
        Result result = run(SimulatorConfig.builder().streamInterval(4).build(), "--tokens-per-chunk", how);

        assertTokens(result.level(0));
        assertThat(result.level(0).path("icl_ms").path("count").asInt()).isEqualTo(REQUESTS * (OUTPUT - 1) / 4);
        assertThat(result.row("Avg ITL (ms)").path("status").asString()).isEqualTo("PASS");
        assertThat(result.document().path("plan").path("tokens_per_chunk").asString()).isEqualTo(how);
    }

    @Test
    void aServerThatTellsNothingIsMeasuredByItsChunks() throws IOException {
        Result result = run(SimulatorConfig.builder().vllmVersion("0.9.2").build(), "--tokens-per-chunk", "ids");

        assertThat(result.level(0).path("itl_unit").asString()).isEqualTo("chunk");
        assertThat(result.level(0).path("icl_ms").isNull()).isTrue();
    }

    @Test
    void reasoningIsTimedApartAndASavedRunSaysTheSame() throws IOException {
        Result result = run(SimulatorConfig.builder().reasoningTokens(10).build(), "--tokens-per-chunk", "ids");
        JsonNode level = result.level(0);

        assertTokens(level);
        assertThat(level.path("ttfo_ms").path("count").asInt()).isEqualTo(REQUESTS);
        assertThat(level.path("ttfo_ms").path("min").asDouble())
                .isGreaterThan(level.path("ttft_ms").path("min").asDouble());
        Product.Ended again = Product.run(directory, "validate", directory.resolve("run").toString(), "--format",
                "json");
        assertThat(again.json().path("results").path(0).path("ttfo_ms")).isEqualTo(level.path("ttfo_ms"));
        assertThat(again.json().path("results").path(0).path("itl_ms")).isEqualTo(level.path("itl_ms"));
    }
}
