package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Levels held against objectives, and the search for the highest that meets them. */
class SloTest {

    private static final int BATCH = 4;

    @TempDir
    private Path directory;

    @Test
    void theSearchEndsNearTheSizeOfTheBatchAndASavedSearchGivesTheSameAnswer() throws IOException {
        try (Simulator server = server()) {
            Product.Ended ended = run(server, "--slo", "ttft.p80<250", "--search", "concurrency", "--search-range",
                    "4..8", "--search-repeats", "1", "--search-precision", "0.5", "-d", "3s", "--peak-rate", "100",
                    "--fail-on", "slo");
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.err()).contains("search: trying concurrency 4").contains("missed: ttft.p80");
            JsonNode search = ended.json().path("search");
            assertThat(search.path("end").asString()).as(search.toString()).isEqualTo("found");
            assertThat(search.at("/met/setting").asInt()).as(search.toString()).isEqualTo(BATCH);
            assertThat(search.at("/not_met/setting").asInt()).as(search.toString()).isEqualTo(BATCH + 2);
            assertThat(search.at("/replicas/needed").asInt()).as(search.toString()).isPositive();

            Product.Ended again = Product.run(directory, "validate", "run", "--format", "json", "--accept",
                    "client-saturated,cold-start,load-not-delivered");
            assertThat(again.json().path("search")).isEqualTo(search);
            Product.Ended report = Product.run(directory, "report", "run");
            assertThat(report.out()).contains("Highest that meets the SLO: concurrency").contains("Replicas for 100");
        }
    }

    @Test
    void aLevelThatMissesIsNoFailureUnlessThatWasAskedFor() throws IOException {
        try (Simulator server = server()) {
            Product.Ended ended = run(server, "--slo", "ttft.mean<0.001,e2e.p99<60s", "-c", "4", "-n", "40",
                    "--fail-on", "slo");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(7);
            JsonNode slo = ended.json().at("/results/0/slo");
            assertThat(slo.path("outcome").asString()).as(slo.toString()).isEqualTo("missed");
            assertThat(slo.path("decided_by").asString()).isEqualTo("ttft.mean<0.001");
            assertThat(slo.at("/objectives/1/outcome").asString()).as("40 are too few for p99")
                    .isEqualTo("cannot_tell");
            assertThat(ended.json().path("search").isNull()).isTrue();

            Product.Ended lenient = Product.run(directory, "validate", "run", "--slo", "e2e.mean<60s", "--fail-on",
                    "slo", "--format", "json");
            assertThat(lenient.exit()).as(lenient.toString()).isZero();
        }
    }

    /** Four at a time, 40 ms for each token: who has to wait for a place waits for most of 400 ms. */
    private static Simulator server() throws IOException {
        return Simulator.start(SimulatorConfig.builder().model("demo-model").maxNumSeqs(BATCH)
                .stepTime(Duration.ofMillis(40)).build());
    }

    /** That the machine of the test may be busy is not what is tested. */
    private Product.Ended run(Simulator server, String... further) {
        String[] usual = {"run", "-s", server.baseUri().toString(), "--input-len", "32", "--output-len", "10", "-o",
                "run", "--format", "json", "--accept", "client-saturated,cold-start,load-not-delivered"};
        String[] all = new String[usual.length + further.length];
        System.arraycopy(usual, 0, all, 0, usual.length);
        System.arraycopy(further, 0, all, usual.length, further.length);
        return Product.run(directory, all);
    }
}
