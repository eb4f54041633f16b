package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs held against each other: a server and a slower one in turn, a twin that nobody changed, and what is refused. */
class CompareTest {

    /** What is compared here tells the two servers apart on a busy machine too. */
    private static final String[] HOW = {"--metrics", "tpot.mean,error_rate", "--margin", "40%", "--allow-unvalidated"};

    @TempDir
    private Path directory;

    @Test
    void aSlowerServerIsARegressionATwinIsNoneAndOneRunAgainstOneTellsNothing() throws IOException {
        try (Simulator usual = server(4); Simulator slow = server(12)) {
            Product.Ended turns = run(load("ab", "-s", usual.baseUri().toString(), "--b", slow.baseUri().toString(),
                    "--rounds", "3", "-o", "turns", "--format", "json"), HOW);
            assertThat(turns.exit()).as(turns.toString()).isEqualTo(8);
            assertThat(turns.err()).containsSubsequence("round 1/3, A", "round 1/3, B", "round 2/3, B", "round 2/3, A");
            JsonNode found = turns.json();
            assertThat(found.path("decision").asString()).isEqualTo("regression");
            assertThat(found.at("/method/paired").asBoolean()).isTrue();
            assertThat(found.at("/settings/0/effects/0/change").asDouble()).isBetween(1.0, 3.0);
            assertThat(found.at("/baseline/runs")).hasSize(3);
            assertThat(turns.out()).isEqualTo(Files.readString(directory.resolve("turns/comparison.json")));
            assertThat(violations(found)).isEmpty();

            Product.Ended twin = run(load("run", "-s", usual.baseUri().toString(), "-o", "twin"));
            assertThat(twin.exit()).as(twin.toString()).isZero();
        }
        Product.Ended passed = gate("twin");
        assertThat(passed.exit()).as(passed.toString()).isZero();
        assertThat(passed.out()).contains("No regression");
        Product.Ended regression = gate("turns/b");
        assertThat(regression.exit()).as(regression.toString()).isEqualTo(8);
        assertThat(regression.out()).contains("Regression: tpot.mean");

        Product.Ended alone = run(new String[]{"gate", "twin", "--baseline", "turns/a/round-0001"}, HOW);
        assertThat(alone.exit()).as(alone.toString()).isEqualTo(9);
        assertThat(run(new String[]{"gate", "twin", "--baseline", "turns/a/round-0001", "--allow-unknown"}, HOW).exit())
                .isZero();
        Product.Ended korean = run(new String[]{"compare", "turns/a", "turns/b", "--paired", "--lang", "ko"}, HOW);
        assertThat(korean.exit()).as(korean.toString()).isZero();
        assertThat(korean.out()).contains("회귀: tpot.mean");
        Product.Ended unvalidated = Product.run(directory, "gate", "twin", "--baseline", "turns/a");
        assertThat(unvalidated.exit()).as(unvalidated.toString()).isEqualTo(2);
        assertThat(unvalidated.err()).contains("was not validated", "--allow-unvalidated");
    }

    @Test
    void aValidatedRunTellsWhatItsServerWasAndUnlikeOnesAreRefused() throws IOException {
        Path log = directory.resolve("vllm.log");
        try (Simulator server = Simulator.start(config(2).log(LogSink.to(log)).build())) {
            for (String name : List.of("one", "two")) {
                Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri().toString(), "--log-file",
                        log.toString(), "-n", "40", "-c", "4", "--input-len", "32", "--output-len",
                        name.equals("one") ? "8" : "16", "-o", name, "--quiet");
                assertThat(ended.exit()).as(ended.toString()).isZero();
            }
        }
        Product.Ended refused = Product.run(directory, "compare", "one", "two");
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.err()).contains("they differ in lengths (output_len): 8 against 16",
                "--allow-unlike lengths");
        Product.Ended allowed = Product.run(directory, "compare", "one", "two", "--allow-unlike", "lengths",
                "--allow-unvalidated", "--format", "json");
        assertThat(allowed.exit()).as(allowed.toString()).isZero();
        JsonNode fingerprint = allowed.json().at("/baseline/runs/0/fingerprint");
        assertThat(fingerprint.at("/server-version/version").asString()).as(fingerprint.toString())
                .isEqualTo("0.32.0");
        assertThat(fingerprint.path("engine").toString()).contains("cache_config.block_size");
        assertThat(fingerprint.at("/network-path/reach").asString()).isEqualTo("loopback");
        assertThat(fingerprint.at("/client/client_version").asString()).isNotBlank();
        assertThat(allowed.json().path("decision").asString()).isEqualTo("cannot_tell");
        assertThat(Product.run(directory, "compare", "one", "one").err()).contains("named twice");
    }

    private Product.Ended gate(String candidate) {
        return run(new String[]{"gate", candidate, "--baseline", "turns/a"}, HOW);
    }

    private Product.Ended run(String[] command, String... further) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(Arrays.asList(further));
        return Product.run(directory, all.toArray(String[]::new));
    }

    private static String[] load(String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(List.of("-n", "20", "-c", "4", "--input-len", "32", "--output-len", "20", "--skip-validation"));
        return all.toArray(String[]::new);
    }

    private static Simulator server(int stepMillis) throws IOException {
        return Simulator.start(config(stepMillis).build());
    }

    private static SimulatorConfig.Builder config(int stepMillis) {
        return SimulatorConfig.builder().model("demo-model").stepTime(Duration.ofMillis(stepMillis));
    }

    private static List<Error> violations(JsonNode document) {
        try (InputStream in = Objects.requireNonNull(CompareTest.class
                .getResourceAsStream("/io/llmloadtest/compare/document/comparison.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in)
                    .validate(document);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
