package io.llmloadtest.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.ledger.foreign.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command lines of other tools tell. */
class ForeignCommandTest {

    @TempDir
    private Path folder;

    @Test
    void vllmBench() {
        ForeignCommand command = of("/opt/vllm/bin/vllm bench serve --backend openai-chat --base-url http://gpu:8000"
                + " --model tiny --max-concurrency 8 --num-warmups=4 --ready-check-timeout-sec 0 --save-result"
                + " --result-dir /tmp/out --result-filename r.json");

        assertThat(command.tool()).isEqualTo(Optional.of(Tool.VLLM_BENCH));
        assertThat(command.server()).isEqualTo(Optional.of("http://gpu:8000"));
        assertThat(command.model()).isEqualTo(Optional.of("tiny"));
        assertThat(command.concurrency()).isEqualTo(OptionalInt.of(8));
        assertThat(command.unreported()).isEqualTo(4);
        assertThat(command.results()).startsWith(Path.of("/tmp/out/r.json"));
        assertThat(command.missingOptions()).isPresent();
    }

    @Test
    void vllmBenchWithItsDefaults() {
        ForeignCommand command = of("vllm bench serve --port 9000 --save-result --save-detailed");

        assertThat(command.server()).isEqualTo(Optional.of("http://127.0.0.1:9000"));
        assertThat(command.unreported()).as("a readiness check may have been sent").isEqualTo(1);
        assertThat(command.missingOptions()).isEmpty();
    }

    @Test
    void guidellm() {
        ForeignCommand command = of("guidellm run --backend kind=openai_http,target=http://gpu:8000,model=tiny"
                + " --profile kind=concurrent,streams=512 --output kind=json,path=/tmp/g.json --output kind=console");

        assertThat(command.tool()).isEqualTo(Optional.of(Tool.GUIDELLM));
        assertThat(command.server()).isEqualTo(Optional.of("http://gpu:8000"));
        assertThat(command.model()).isEqualTo(Optional.of("tiny"));
        assertThat(command.concurrency()).isEqualTo(OptionalInt.of(512));
        assertThat(command.results()).startsWith(Path.of("/tmp/g.json"));
    }

    @Test
    void aiperf() {
        ForeignCommand command = of("aiperf profile --model tiny --url localhost:8000 --concurrency 8"
                + " --warmup-request-count 3 --artifact-dir /tmp/a");

        assertThat(command.tool()).isEqualTo(Optional.of(Tool.AIPERF));
        assertThat(command.server()).isEqualTo(Optional.of("localhost:8000"));
        assertThat(command.unreported()).isEqualTo(3);
        assertThat(command.results()).containsExactly(Path.of("/tmp/a"));
    }

    @Test
    void inferencePerfsConfiguration() throws IOException {
        Path config = Files.writeString(folder.resolve("cfg.yml"), """
                server:
                  type: vllm
                  model_name: tiny
                  base_url: http://gpu:8000
                load:
                  stages:
                  - {num_requests: 10, concurrency_level: 8}
                storage:
                  local_storage:
                    path: /tmp/i
                """);
        ForeignCommand command = of("inference-perf -c " + config);

        assertThat(command.server()).isEqualTo(Optional.of("http://gpu:8000"));
        assertThat(command.model()).isEqualTo(Optional.of("tiny"));
        assertThat(command.concurrency()).isEqualTo(OptionalInt.of(8));
        assertThat(command.results()).startsWith(Path.of("/tmp/i"));
    }

    @Test
    void aCommandThatNobodyKnows() {
        ForeignCommand command = of("./my-bench.sh --fast");

        assertThat(command.tool()).isEmpty();
        assertThat(command.server()).isEmpty();
        assertThat(command.results()).containsExactly(Path.of(""));
        assertThat(new ForeignCommand(List.of("./my-bench.sh"), Optional.of(Tool.VLLM_BENCH)).server())
                .isEqualTo(Optional.of("http://127.0.0.1:8000"));
    }

    @Test
    void theNewestFileThatReadsAsAResultIsFound() throws IOException {
        Files.writeString(folder.resolve("notes.json"), "{\"tokenizer\": 1}");
        Files.writeString(folder.resolve("broken.json"), "{");
        Path below = Files.createDirectories(folder.resolve("a/b"));
        Path result = Files.writeString(below.resolve("x.json"), "{\"endpoint_type\": \"openai\", \"completed\": 1}");
        ResultSearch now = new ResultSearch(Files.getLastModifiedTime(result).toInstant().minusSeconds(5),
                Optional.of(Tool.VLLM_BENCH));

        assertThat(now.in(List.of(folder))).isEqualTo(Optional.of(result.toAbsolutePath()));
        assertThat(now.in(List.of(folder.resolve("nowhere.json")))).isEmpty();
        assertThat(new ResultSearch(Files.getLastModifiedTime(result).toInstant().plusSeconds(5), Optional.empty())
                .in(List.of(folder))).as("older than the command").isEmpty();
        assertThat(new ResultSearch(now.since(), Optional.of(Tool.AIPERF)).in(List.of(folder)))
                .as("another tool's").isEmpty();
    }

    private static ForeignCommand of(String line) {
        return ForeignCommand.of(List.of(line.split(" ")), Optional.empty());
    }
}
