package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the simulator, run against the whole product: the finding it must give, the warnings it brings along and no
 * other, and the numbers, which the simulator's own truth confirms. 80 requests of 64 tokens in and 16 out, 8 at a time;
 * faults strike each tenth.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultCatalogueTest {

    private static final int REQUESTS = 80;
    private static final int STRUCK = 8;
    private static final int INPUT = 64;
    private static final int OUTPUT = 16;

    @TempDir
    private Path directory;

    /**
     * A fault and what must come of it.
     *
     * @param faults as the simulator's command line takes them
     * @param warnings the findings of severity warning, all of them
     * @param infos findings of severity info that must be among the others
     * @param numbers further claims on the result, with the simulator at hand
     * @param options added to the run
     */
    private record Case(String faults, Set<String> warnings, Set<String> infos, BiConsumer<Result, Simulator> numbers,
            List<String> options) {

        @Override
        public String toString() {
            return faults;
        }

        Case infos(String... ids) {
            return new Case(faults, warnings, Set.of(ids), numbers, options);
        }

        Case with(String... further) {
            return new Case(faults, warnings, infos, numbers, List.of(further));
        }
    }

    private static Case fault(String faults, Set<String> warnings, BiConsumer<Result, Simulator> numbers) {
        return new Case(faults, new TreeSet<>(warnings), Set.of(), numbers, List.of());
    }

    private static Case fault(String faults, String... warnings) {
        return fault(faults, Set.of(warnings), (_, _) -> {});
    }

    static Stream<Case> cases() {
        return Stream.of(fault("foreign-traffic", Set.of("foreign-traffic"), (result, server) -> {
            assertThat(result.value("foreign-traffic", "requests")).isEqualTo(37);
            assertThat(result.value("foreign-traffic", "tokens")).isEqualTo(37 * 8);
            assertThat(server.truth().foreignRequests()).isEqualTo(37);
        }), fault("restart:after=30:millis=50", Set.of("server-restarted", "requests-failed", "stream-errors"),
                (result, _) -> assertThat(result.row("Request Count").path("server_value").isNull()).isTrue()),
                fault("responses-lost", Set.of("responses-lost"), (result, _) -> {
                    assertThat(result.value("responses-lost", "requests")).isEqualTo(STRUCK);
                    assertThat(result.level(0).path("errors").path("truncated").asInt()).isEqualTo(STRUCK);
                }), fault("stream-errors", Set.of("stream-errors"), (result, _) -> {
                    assertThat(result.value("stream-errors", "requests")).isEqualTo(STRUCK);
                    assertThat(result.level(0).path("successful_requests").asInt()).isEqualTo(REQUESTS - STRUCK);
                }), fault("http-errors", Set.of("http-errors"), (result, _) -> {
                    assertThat(result.value("http-errors", "requests")).isEqualTo(STRUCK);
                    assertThat(result.row("HTTP Errors").path("status").asString()).isEqualTo("PASS");
                }), fault("http-400", Set.of("http-errors"),
                        (result, _) -> assertThat(result.value("http-errors", "client_4xx")).isEqualTo(STRUCK)),
                // What is held back with the first token comes with it, all at once.
                fault("ttft-gap", Set.of("stream-buffered", "ttft-gap"),
                        (result, _) -> assertThat(result.value("ttft-gap", "gap_ms")).isGreaterThan(290)),
                fault("ttft-lie", "client-below-server"),
                fault("stall", Set.of("work-aborted"), (result, _) -> {
                    assertThat(result.level(0).path("errors").path("timeout").asInt()).isEqualTo(STRUCK);
                    assertThat(result.value("work-aborted", "timeouts")).isEqualTo(STRUCK);
                }).with("--timeout", "3s"), fault("never-ending", "work-aborted").with("--timeout", "3s"),
                fault("no-metrics").infos("metrics-unavailable"), fault("metrics-html").infos("metrics-unavailable"),
                fault("metrics-unauthorized").infos("metrics-unavailable"),
                fault("metrics-slow:millis=900").infos("metrics-slow"),
                fault("metrics-partial").infos("metrics-partial"),
                fault("counters-inflated", Set.of("unexplained-difference"),
                        (result, _) -> assertThat(result.value("unexplained-difference", "tokens"))
                                .isBetween(0.15 * REQUESTS * OUTPUT, 0.25 * REQUESTS * OUTPUT)),
                fault("token-drop", "unexplained-difference"),
                fault("no-usage", Set.of(), (result, _) -> assertThat(
                        result.row("Total Tokens").path("status").asString()).isEqualTo("SKIP"))
                        .infos("tokens-estimated"),
                fault("no-access-log").infos("access-log-off"), fault("no-stats-log"),
                fault("server-errors", Set.of("server-errors"), (result, _) -> {
                    assertThat(result.row("Server Errors").path("server_value").asInt()).isEqualTo(REQUESTS / 20);
                    assertThat(result.validation().path("docker_log_validation").path("has_errors").asBoolean())
                            .isTrue();
                }), fault("server-warnings").infos("server-warnings"),
                fault("short-outputs", Set.of("lengths-not-as-asked"),
                        (result, _) -> assertThat(result.value("lengths-not-as-asked", "requests"))
                                .isEqualTo(REQUESTS)),
                fault("prefix-cache-warm", "prefix-cache-warm"), fault("cold-start:millis=900", "cold-start"),
                fault("html-answer", Set.of("requests-failed"),
                        (result, _) -> assertThat(result.value("requests-failed", "protocol")).isEqualTo(STRUCK)),
                fault("garbage-stream", "requests-failed"), fault("endless-line:megabytes=3", "requests-failed"),
                fault("bad-utf8"), fault("not-vllm", Set.of(), (result, _) -> {
                    assertThat(result.overall()).isEqualTo("UNVERIFIED");
                    assertThat(result.validation().path("overall_passed").isNull()).isTrue();
                }).infos("metrics-unavailable"), fault("refuses-extras", "http-errors"),
                fault("connection-close"), fault("truncate-at-head", "stream-errors"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFaultGivesItsFindingAndNoOtherWarning(Case fault) {
        Judged judged = Patience.untilQuiet(() -> judge(fault.faults(), fault.options()), Judged::result);
        try (Simulator server = judged.server()) {
            Result result = judged.result();
            assertThat(result.warnings()).as(result.validation().toPrettyString()).isEqualTo(fault.warnings());
            fault.infos().forEach(id -> assertThat(result.findings()).contains("info " + id));
            fault.numbers().accept(result, server);
            if (!fault.warnings().isEmpty()) {
                assertThat(result.overall()).isEqualTo("WARNING");
            }
        }
    }

    @Test
    void theCleanTwinPassesEveryCheckAndHasNoWarning() {
        Judged judged = Patience.untilQuiet(() -> judge("", List.of()), Judged::result);
        try (Simulator server = judged.server()) {
            Result result = judged.result();
            assertThat(result.warnings()).as(result.validation().toPrettyString()).isEmpty();
            assertThat(result.overall()).isEqualTo("PASSED");
            assertThat(result.rowsThatWarn()).isEmpty();
            // A token may be half a character, which makes no chunk; then gaps are not compared.
            assertThat(result.validation().path("checks_made").asInt())
                    .isGreaterThanOrEqualTo(result.validation().path("checks_possible").asInt() - 1);
            assertThat(server.truth().generatedTokens()).isEqualTo((long) REQUESTS * OUTPUT);
            assertThat(server.truth().promptTokens()).isEqualTo((long) REQUESTS * INPUT);
        }
    }

    /** A run and the server it was against, for its truth. */
    private record Judged(Simulator server, Result result) {}

    private Judged judge(String faults, List<String> options) {
        try {
            Path log = Files.createTempFile(directory, "server", ".log");
            Simulator server = Simulator.start(config(faults, log));
            return new Judged(server, run(server, log, options));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static SimulatorConfig config(String faults, Path log) throws IOException {
        return SimulatorConfig.builder().statsLogInterval(Duration.ofSeconds(1)).log(LogSink.to(log))
                .faults(faults.isEmpty() ? Faults.none() : Faults.parse(faults)).build();
    }

    private Result run(Simulator server, Path log, List<String> options) {
        Stream<String> fixed = Stream.of("run", "-s", server.baseUri().toString(), "--log-file", log.toString(), "-c",
                "8",
                "-n", Integer.toString(REQUESTS), "--warmup", "0", "--input-len", Integer.toString(INPUT),
                "--output-len",
                Integer.toString(OUTPUT), "--format", "json");
        Product.Ended ended = Product.run(directory, Stream.concat(fixed, options.stream()).toArray(String[]::new));
        assertThat(ended.exit()).as(ended.toString()).isZero();
        return new Result(ended.json());
    }
}
