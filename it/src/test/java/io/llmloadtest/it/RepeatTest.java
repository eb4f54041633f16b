package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Levels that are run several times, and the part of them that is looked at; judged again they are the same. */
class RepeatTest {

    @TempDir
    private Path directory;

    @Test
    void repeatsAndCutsSurviveInTheRunFolderAndChangeNoCount() throws IOException {
        Path log = directory.resolve("vllm.log");
        Path folder = directory.resolve("run");
        SimulatorConfig config = SimulatorConfig.builder().model("demo-model").stepTime(Duration.ofMillis(1))
                .log(LogSink.to(log)).build();
        JsonNode live;
        try (Simulator server = Simulator.start(config)) {
            Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri().toString(), "--log-file",
                    log.toString(), "-c", "2,4", "-n", "60", "--output-len", "8", "--repeat", "2", "--cut-warmup",
                    "10", "--cut-cooldown", "5", "--format", "json", "-o", folder.toString());
            assertThat(ended.exit()).as(ended.toString()).isZero();
            live = ended.json();
        }

        assertThat(live.at("/validation/overall").asString()).isEqualTo("PASSED");
        assertThat(live.at("/results")).hasSize(4);
        assertThat(live.at("/results/2/concurrency").asInt()).isEqualTo(2);
        assertThat(live.at("/results/2/total_requests").asInt()).isEqualTo(60);
        assertThat(live.at("/results/2/statistics/repeat").asInt()).isEqualTo(2);
        assertThat(live.at("/results/2/statistics/within_run/requests").asInt()).isEqualTo(60);
        assertThat(live.at("/results/2/statistics/steady/reason").asString()).isEqualTo("as_asked");
        assertThat(live.at("/results/2/statistics/steady/figures/requests").asInt()).isBetween(40, 45);
        assertThat(live.at("/results/2/ttft_ms/p99").isNull()).isTrue();
        assertThat(live.at("/repeats")).hasSize(2);
        assertThat(live.at("/repeats/1/levels").toString()).isEqualTo("[1,3]");
        assertThat(live.at("/repeats/1/measures/ttft_ms_mean/count").asInt()).isEqualTo(2);

        JsonNode again = Product.run(directory, "validate", folder.toString(), "--format", "json").json();
        assertThat(again.at("/results")).isEqualTo(live.at("/results"));
        assertThat(again.at("/repeats")).isEqualTo(live.at("/repeats"));
    }
}
