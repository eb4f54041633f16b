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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is sent, client and server agree on it to the last token. */
class WorkloadsTest {

    private static final int REQUESTS = 40;

    @TempDir
    private Path directory;

    private Result run(String... options) throws IOException {
        return run(SimulatorConfig.builder(), options);
    }

    private Result run(SimulatorConfig.Builder config, String... options) throws IOException {
        Path log = directory.resolve("vllm.log");
        config.model("demo-model").stepTime(Duration.ofMillis(1)).log(LogSink.to(log));
        try (Simulator server = Simulator.start(config.build())) {
            List<String> command = new ArrayList<>(List.of("run", "-s", server.baseUri().toString(), "--log-file",
                    log.toString(), "-c", "4", "-n", Integer.toString(REQUESTS), "--format", "json", "--warmup", "4"));
            command.addAll(Arrays.asList(options));
            Product.Ended ended = Product.run(directory, command.toArray(String[]::new));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            Result result = new Result(ended.json());
            assertThat(result.overall()).as(ended.toString()).isEqualTo("PASSED");
            JsonNode prompt = result.row("Prompt Tokens");
            assertThat(prompt.path("client_value").asDouble()).isPositive()
                    .isEqualTo(prompt.path("server_value").asDouble());
            return result;
        }
    }

    private Path file(String name, String line, int times) throws IOException {
        return Files.writeString(directory.resolve(name), line.repeat(times));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--input-len lognormal:200,150 --output-len uniform:4-20",
            "--input-len 400 --output-len 8 --prefix-len 200 --prefix-pool 2 --prefix-hit-rate 0.5",
            "--output-len 8 --images 64x64"})
    void madeUpPrompts(String options) throws IOException {
        Result result = run(options.split(" "));

        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void lengthsOfAFile() throws IOException {
        Path lengths = file("lengths.csv", "100,5\n300,9\n", 3);
        Result result = run("--lengths-file", lengths.toString());

        assertThat(result.document().at("/plan/lengths_file").asString()).isEqualTo(lengths.toString());
        assertThat(result.row("Total Tokens").path("client_value").asDouble()).isEqualTo((REQUESTS + 4) / 2 * 14.0);
    }

    @Test
    void promptsOfADataset() throws IOException {
        Path dataset = file("prompts.jsonl", "{\"prompt\": \"How are you?\", \"output_tokens\": 6}\n", 10);
        Result result = run("--dataset", dataset.toString());

        assertThat(result.document().at("/plan/dataset_entries").asInt()).isEqualTo(10);
        assertThat(result.row("Total Tokens").path("client_value").asDouble()).isEqualTo((REQUESTS + 4) * 6.0);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aBaseModelAndItsAdapter() throws IOException {
        Result result = run(SimulatorConfig.builder().faults(Faults.parse("lora")), "-m", "demo-model:1,demo-lora:1",
                "--output-len", "8");
        JsonNode requests = result.document().at("/plan/model_requests/0");

        assertThat(requests.path("demo-model").asInt()).isPositive();
        assertThat(requests.path("demo-lora").asInt()).isPositive();
        assertThat(requests.path("demo-model").asInt() + requests.path("demo-lora").asInt()).isEqualTo(REQUESTS);
    }

    @Test
    void embeddings() throws IOException {
        Result result = run("--endpoint", "embeddings", "--input-len", "uniform:50-400");

        assertThat(result.row("Request Count").path("server_value").asDouble()).isEqualTo(REQUESTS + 4);
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void aLineThatIsNoPromptIsNamedBeforeAnythingIsSent() throws IOException {
        Path dataset = file("bad.jsonl", "{\"promt\": \"typo\"}\n", 1);
        try (Simulator server = Simulator.start(SimulatorConfig.builder().build())) {
            Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri().toString(), "--dataset",
                    dataset.toString());

            assertThat(ended.exit()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains("bad.jsonl").contains("line 1")
                    .contains("prompt, messages or conversations");
            assertThat(server.truth().completedRequests()).isZero();
        }
    }
}
