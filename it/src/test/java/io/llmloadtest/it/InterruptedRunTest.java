package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and kill -9 lose nothing that was measured, and a saved run is judged again to the same verdict. */
class InterruptedRunTest {

    @TempDir
    private Path directory;

    @Test
    void ctrlCKeepsWhatWasMeasuredAndSaysTheRunWasCutShort() throws Exception {
        try (Simulator server = server()) {
            Product.Running run = start(server);
            awaitRequests(server, 40);
            run.signal("INT");
            Product.Ended ended = run.await();
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(130);
            assertThat(folder().resolve("report.html")).isNotEmptyFile();
            Result result = new Result(ended.json());
            assertThat(result.document().path("status").asString()).isEqualTo("interrupted");
            assertThat(result.warnings()).contains("load-interrupted");
            assertThat(result.level(0).path("successful_requests").asInt()).isGreaterThanOrEqualTo(32);
        }
    }

    @Test
    void afterAKillTheFolderStillTellsWhatWasMeasured() throws Exception {
        try (Simulator server = server()) {
            Product.Running run = start(server);
            awaitRequests(server, 60);
            run.signal("KILL");
            assertThat(run.await().exit()).isEqualTo(137);
            Product.Ended judged = Product.run(directory, "validate", folder().toString(), "--format", "json");
            assertThat(judged.exit()).as(judged.toString()).isZero();
            Result result = new Result(judged.json());
            assertThat(result.document().path("status").asString()).isEqualTo("interrupted");
            assertThat(result.overall()).isEqualTo("WARNING");
            assertThat(result.level(0).path("successful_requests").asInt()).isGreaterThanOrEqualTo(30);
            Product.Ended report = Product.run(directory, "report", folder().toString());
            assertThat(report.exit()).as(report.toString()).isZero();
            assertThat(report.out()).contains("Validation Results");
            assertThat(Product.run(directory, "report", folder().toString(), "--format", "html").out())
                    .contains("id=\"time\"");
        }
    }

    @Test
    void aSavedRunIsJudgedAgainToTheSameVerdict() throws Exception {
        try (Simulator server = server()) {
            Product.Ended live = Product.run(directory, "run", "-s", server.baseUri().toString(), "--log-file",
                    log().toString(), "-c", "4,8", "-n", "40", "--input-len", "48", "--output-len", "12", "-o",
                    folder().toString(), "--format", "json");
            assertThat(live.exit()).as(live.toString()).isZero();
            Product.Ended again = Product.run(directory, "validate", folder().toString(), "--format", "json");
            assertThat(again.exit()).as(again.toString()).isZero();
            Result first = new Result(live.json());
            Result second = new Result(again.json());
            assertThat(second.validation().path("comparisons")).isEqualTo(first.validation().path("comparisons"));
            assertThat(second.findings()).isEqualTo(first.findings());
            assertThat(second.overall()).isEqualTo(first.overall());
            assertThat(second.level(0).path("validation").path("overall")).isEqualTo(first.level(0).path("validation")
                    .path("overall"));
            for (String field : new String[]{"ttft_ms", "itl_ms", "tpot_ms", "e2e_latency_ms", "duration_seconds"}) {
                assertThat(second.level(1).path(field)).isEqualTo(first.level(1).path(field));
            }
            Product.Ended report = Product.run(directory, "report", folder().toString(), "--format", "json");
            assertThat(report.out()).isEqualTo(live.out());
            Product.Ended page = Product.run(directory, "report", folder().toString(), "--format", "html");
            assertThat(page.exit()).as(page.err()).isZero();
            assertThat(page.out()).isEqualTo(Files.readString(folder().resolve("report.html")));
        }
    }

    private Product.Running start(Simulator server) {
        return Product.start(directory, "run", "-s", server.baseUri().toString(), "--log-file", log().toString(), "-c",
                "8", "-n", "100000", "--warmup", "0", "--input-len", "48", "--output-len", "12", "-o",
                folder().toString(),
                "--format", "json");
    }

    private Simulator server() throws IOException {
        return Simulator.start(SimulatorConfig.builder().statsLogInterval(Duration.ofSeconds(1))
                .log(LogSink.to(log())).build());
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    private Path folder() {
        return directory.resolve("the-run");
    }

    private static void awaitRequests(Simulator server, int count) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (server.truth().generationRequests() < count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the load did not begin");
            }
            Thread.onSpinWait();
        }
    }
}
