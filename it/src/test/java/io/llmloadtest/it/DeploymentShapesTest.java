package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.SimulatorConfig;
import io.llmloadtest.simulator.front.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shapes of real deployments, against the whole product: what is harmless gives no warning, what is not gives its finding,
 * and the numbers are those of the simulator's own truth. 80 requests of 64 tokens in and 16 out, 8 at a time; what strikes,
 * strikes each tenth.
 */
@Execution(ExecutionMode.CONCURRENT)
class DeploymentShapesTest {

    private static final int REQUESTS = 80;
    private static final int STRUCK = 8;
    private static final int OUTPUT = 16;

    @TempDir
    private Path directory;

    /**
     * A shape and what must come of it.
     *
     * @param faults as the simulator's command line takes them
     * @param warnings the findings of severity warning, all of them
     * @param infos findings of severity info that must be among the others
     * @param numbers further claims on the result, with the servers at hand
     * @param options added to the run
     */
    private record Shape(String faults, Set<String> warnings, Set<String> infos, BiConsumer<Result, Fleet> numbers,
            List<String> options) {

        @Override
        public String toString() {
            return faults;
        }

        Shape infos(String... ids) {
            return new Shape(faults, warnings, Set.of(ids), numbers, options);
        }

        /** A warning that the fault itself brings beside its own. */
        Shape bringing(String warning) {
            Set<String> all = new TreeSet<>(warnings);
            all.add(warning);
            return new Shape(faults, all, infos, numbers, options);
        }

        Shape with(String... further) {
            return new Shape(faults, warnings, infos, numbers, List.of(further));
        }
    }

    private static Shape troubled(String faults, String finding, BiConsumer<Result, Fleet> numbers) {
        return new Shape(faults, new TreeSet<>(Set.of(finding)), Set.of(), numbers, List.of());
    }

    /** A shape in which every count must be as exact as with one plain server. */
    private static Shape harmless(String faults) {
        return new Shape(faults, Set.of(), Set.of(), DeploymentShapesTest::countsPass, List.of());
    }

    private static void countsPass(Result result, Fleet fleet) {
        assertThat(result.overall()).isEqualTo("PASSED");
        assertThat(result.row("Request Count").path("server_value").asInt()).isEqualTo(REQUESTS);
        assertThat(result.row("Total Tokens").path("server_value").asInt()).isEqualTo(REQUESTS * OUTPUT);
        assertThat(fleet.truth().generatedTokens()).isEqualTo((long) REQUESTS * OUTPUT);
    }

    static Stream<Shape> shapes() {
        return Stream.concat(Stream.concat(fronts(), replicas()), servers());
    }

    private static Stream<Shape> fronts() {
        return Stream.of(harmless("path-prefix"), harmless("metrics-port"),
                harmless("metrics-key").with("--metrics-header", "Authorization: Bearer metrics-key"),
                troubled("bunched-stream", "stream-buffered", (result, fleet) -> {
                    assertThat(result.value("stream-buffered", "requests")).isEqualTo(REQUESTS);
                    assertThat(result.value("stream-buffered", "bunched_percent")).isGreaterThan(50);
                    assertThat(result.value("stream-buffered", "client_itl_ms"))
                            .isLessThan(result.value("stream-buffered", "server_itl_ms"));
                    assertThat(fleet.truth().front().bunches()).isLessThan((long) REQUESTS * OUTPUT);
                }).bringing("ttft-gap"), troubled("gateway-retries", "foreign-traffic", (result, fleet) -> {
                    assertThat(result.value("foreign-traffic", "requests")).isEqualTo(fleet.truth().front().retries());
                    assertThat(result.value("foreign-traffic", "tokens")).isEqualTo(STRUCK * OUTPUT);
                    assertThat(result.finding("foreign-traffic").orElseThrow().toString()).contains("gateway-retries");
                }),
                troubled("gateway-retries,request-log", "gateway-retries",
                        (result, fleet) -> assertThat(result.value("gateway-retries", "repeats"))
                                .isEqualTo(fleet.truth().front().retries())),
                troubled("answer-cache", "requests-missing-on-server", (result, fleet) -> {
                    assertThat(result.value("requests-missing-on-server", "requests"))
                            .isEqualTo(fleet.truth().front().fromCache());
                    assertThat(result.value("requests-missing-on-server", "tokens")).isEqualTo(STRUCK * OUTPUT);
                }),
                // A stored answer tells the times of the request that it was made for.
                troubled("answer-cache,request-metrics", "request-times-contradict", (result, fleet) -> {
                    assertThat(result.value("request-times-contradict", "requests"))
                            .isEqualTo(fleet.truth().front().fromCache());
                    assertThat(result.value("request-times-contradict", "checked")).isEqualTo(REQUESTS);
                }).bringing("requests-missing-on-server"));
    }

    private static Stream<Shape> replicas() {
        return Stream.of(harmless("replicas:servers=3"),
                troubled("skewed-replicas:percent=80", "replica-imbalance", (result, fleet) -> {
                    assertThat(result.value("replica-imbalance", "replicas")).isEqualTo(2);
                    assertThat(result.value("replica-imbalance", "fair_percent")).isEqualTo(50);
                    assertThat(result.value("replica-imbalance", "most_percent"))
                            .isEqualTo(fleet.truth().front().sharePercent(0));
                    assertThat(result.value("replica-imbalance", "least_percent"))
                            .isEqualTo(fleet.truth().front().sharePercent(1));
                }), troubled("unscraped-replica", "unscraped-replica", (result, fleet) -> {
                    assertThat(result.value("unscraped-replica", "requests"))
                            .isEqualTo(fleet.truth().servers().getLast().completedRequests());
                    assertThat(result.value("unscraped-replica", "tokens"))
                            .isEqualTo(fleet.truth().servers().getLast().generatedTokens());
                }), troubled("balanced-metrics", "metrics-behind-balancer", (result, _) -> {
                    assertThat(result.value("metrics-behind-balancer", "identities")).isEqualTo(2);
                    assertThat(result.row("Request Count").path("server_value").isNull()).isTrue();
                }));
    }

    private static Stream<Shape> servers() {
        return Stream.of(harmless("several-engines:engines=2").infos("several-engines"),
                harmless("several-engines,several-api-servers").infos("several-engines"),
                harmless("several-models").infos("several-models"), harmless("lora").with("--model", "simulated-model"),
                harmless("ray-names"),
                harmless("rust-frontend").infos("access-log-off"), harmless("request-log"), harmless("request-metrics"),
                harmless("log-rotated").infos("log-rotated"), harmless("long-log:lines=200000"),
                new Shape("log-truncated", Set.of(), Set.of("log-rotated"), (_, _) -> {}, List.of()),
                new Shape("log-stats-disabled", Set.of(), Set.of("metrics-partial"), (_, _) -> {}, List.of()),
                // What was asked for is random, so that the acceptance is not real and that is worth a warning.
                troubled("speculative-decoding", "speculative-decoding", (result, fleet) -> {
                    assertThat(result.value("speculative-decoding", "drafted_tokens"))
                            .isEqualTo(fleet.truth().servers().getFirst().draftedTokens());
                    assertThat(result.value("speculative-decoding", "accepted_tokens"))
                            .isEqualTo(fleet.truth().servers().getFirst().acceptedTokens());
                }).infos("chunks-merged"), harmless("small-kv-cache:blocks=33").infos("preemptions"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aShapeGivesItsFindingsAndNoOtherWarning(Shape shape) {
        Judged judged = Patience.untilQuiet(() -> judge(shape.faults(), shape.options()), Judged::result);
        try (Fleet fleet = judged.fleet()) {
            Result result = judged.result();
            assertThat(result.warnings()).as(result.validation().toPrettyString()).isEqualTo(shape.warnings());
            shape.infos().forEach(id -> assertThat(result.findings()).contains("info " + id));
            shape.numbers().accept(result, fleet);
        }
    }

    /** A replica that goes takes requests along; how many is a matter of time. */
    @ParameterizedTest
    @MethodSource("changes")
    void aReplicaThatChangesIsNamed(String faults, String kind) {
        Judged judged = judge(faults, List.of());
        try (Fleet fleet = judged.fleet()) {
            Result result = judged.result();
            assertThat(result.warnings()).as(result.validation().toPrettyString()).contains("replica-set-changed");
            assertThat(result.value("replica-set-changed", "replicas")).isEqualTo(2);
            assertThat(result.finding("replica-set-changed").orElseThrow().path("values").path(kind).toString())
                    .contains(":" + fleet.metricsUris().getLast().getPort() + "/");
        }
    }

    static Stream<Arguments> changes() {
        return Stream.of(Arguments.of("replica-restarts", "restarted"),
                Arguments.of("replica-vanishes", "vanished"));
    }

    /** A run and the servers it was against, for their truth. */
    private record Judged(Fleet fleet, Result result) {}

    private Judged judge(String faults, List<String> options) {
        try {
            Path log = Files.createTempFile(directory, "server", ".log");
            Fleet fleet = Fleet.start(SimulatorConfig.builder().statsLogInterval(Duration.ofSeconds(1))
                    .log(LogSink.to(log)).faults(Faults.parse(faults)).build());
            return new Judged(fleet, run(fleet, log, options));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Result run(Fleet fleet, Path log, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("run", "-s", fleet.baseUri().toString(), "--log-file",
                log.toString(), "-c", "8", "-n", Integer.toString(REQUESTS), "--warmup", "0", "--input-len", "64",
                "--output-len", Integer.toString(OUTPUT), "--format", "json"));
        for (URI metrics : fleet.metricsUris()) {
            arguments.addAll(List.of("--metrics-url", metrics.toString()));
        }
        arguments.addAll(options);
        Product.Ended ended = Product.run(directory, arguments.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.toString()).isIn(0, 6);
        return new Result(ended.json());
    }
}
