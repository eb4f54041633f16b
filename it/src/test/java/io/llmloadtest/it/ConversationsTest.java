package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Conversations grow turn by turn, the server's cache knows their past, and every token is accounted for. */
class ConversationsTest {

    private static final int CONVERSATIONS = 8;

    @TempDir
    private Path directory;

    private Path folder = Path.of("run");

    private Result run(int requests, String... options) throws IOException {
        Path log = directory.resolve("vllm.log");
        folder = directory.resolve("run");
        try (Simulator server = Simulator.start(SimulatorConfig.builder().model("demo-model")
                .stepTime(Duration.ofMillis(1)).faults(Faults.parse("lora")).log(LogSink.to(log)).build())) {
            List<String> command = new ArrayList<>(List.of("run", "-s", server.baseUri().toString(), "--log-file",
                    log.toString(), "-c", "4", "-n", Integer.toString(requests), "--format", "json", "-o",
                    folder.toString()));
            command.addAll(Arrays.asList(options));
            Product.Ended ended = Product.run(directory, command.toArray(String[]::new));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            Result result = new Result(ended.json());
            assertThat(result.overall()).as(ended.toString()).isEqualTo("PASSED");
            assertThat(result.warnings()).isEmpty();
            assertThat(ResultSchemaTest.errors(ended.json())).isEmpty();
            JsonNode prompt = result.row("Prompt Tokens");
            assertThat(prompt.path("client_value").asDouble()).isPositive()
                    .isEqualTo(prompt.path("server_value").asDouble());
            return result;
        }
    }

    private static JsonNode turn(Result result, int number) {
        return result.level(0).at("/groups/turns/" + (number - 1) + "/requests");
    }

    @Test
    void historyGrowsByWhatWasAskedAndAnswered() throws IOException {
        Result result = run(3 * CONVERSATIONS, "-m", "demo-model", "--turns", "3", "--think-time", "uniform:5ms-20ms",
                "--input-len", "100", "--output-len", "40");

        for (int turn = 1; turn <= 3; turn++) {
            assertThat(turn(result, turn).path("total_requests").asInt()).isEqualTo(CONVERSATIONS);
            assertThat(turn(result, turn).path("total_output_tokens").asInt()).isEqualTo(40 * CONVERSATIONS);
            // what wraps a message takes a few tokens of its own
            assertThat(turn(result, turn).path("total_input_tokens").asDouble() / CONVERSATIONS)
                    .isBetween(100.0 + 140 * (turn - 1), 100.0 + 160 * (turn - 1));
        }
        assertThat(turn(result, 4).isMissingNode()).isTrue();
        // the second turn finds most of 140 tokens in the server's cache, the third most of 280
        assertThat(result.level(0).at("/validation/server_metrics/delta/prefix_cache_hit_tokens").asDouble())
                .isBetween(320.0 * CONVERSATIONS, 440.0 * CONVERSATIONS);
        assertThat(result.document().at("/plan/turns").asString()).isEqualTo("3");
    }

    @Test
    void wholeAnswersGoIntoTheHistoryToo() throws IOException {
        Result result = run(12, "-m", "demo-model", "--turns", "2", "--no-stream", "--output-len", "20");

        assertThat(turn(result, 2).path("total_requests").asInt()).isPositive();
    }

    @Test
    void aRunJudgedAgainTellsTurnsAndModelsApartAlike() throws IOException {
        Result result = run(24, "-m", "demo-model:1,demo-lora:1", "--turns", "uniform:1-3", "--output-len", "8");
        Product.Ended again = Product.run(directory, "validate", folder.toString(), "--format", "json");

        JsonNode groups = result.level(0).path("groups");
        assertThat(new Result(again.json()).level(0).path("groups")).isEqualTo(groups);
        assertThat(groups.path("models")).hasSize(2);
        assertThat(groups.at("/models/0/requests/total_requests").asInt()
                + groups.at("/models/1/requests/total_requests").asInt()).isEqualTo(24);
    }

    @Test
    void aDatasetsConversationsArePlayedToTheirEnds() throws IOException {
        Path dataset = Files.writeString(directory.resolve("talk.jsonl"),
                """
                        {"messages": [{"role": "user", "content": "Hello, who are you?"}, {"role": "assistant", "content": "x"}, \
                        {"role": "user", "content": "And \\"what\\" now?"}], "output_tokens": 12}
                        """);
        Result result = run(8, "-m", "demo-model", "--turns", "all", "--dataset", dataset.toString(), "--warmup", "0");

        assertThat(turn(result, 2).path("total_requests").asInt()).isEqualTo(4);
        assertThat(turn(result, 3).isMissingNode()).isTrue();
    }
}
