package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user gets for a mistake: a message that says what to do, the right exit code, no stack trace, and no hanging. */
class BadInputTest {

    private static final String SECRET = "sk-never-to-be-seen-4711";

    @TempDir
    private Path directory;

    static Stream<Arguments> wrongUse() {
        return Stream.of(Arguments.of("-c 0", "--concurrency"), Arguments.of("-c -3", "--concurrency"),
                Arguments.of("-c 1,,2", "--concurrency"), Arguments.of("-c many", "--concurrency"),
                Arguments.of("-n 0", "--num-prompts"), Arguments.of("-n -5", "--num-prompts"),
                Arguments.of("--repeat 0", "--repeat"), Arguments.of("--cut-warmup soon", "--cut-warmup"),
                Arguments.of("--cut-cooldown -3", "--cut-cooldown"), Arguments.of("-d 0s", "--duration"),
                Arguments.of("-d soon", "--duration"),
                Arguments.of("--input-len 0", "--input-len"), Arguments.of("--output-len -1", "--output-len"),
                Arguments.of("--endpoint rerank", "--endpoint"), Arguments.of("--tolerance 1.5", "--tolerance"),
                Arguments.of("--fail-on errors", "--fail-on"), Arguments.of("--max-error-rate 2", "--max-error-rate"),
                Arguments.of("--extra-body {broken", "--extra-body"), Arguments.of("--goodput ttft", "--goodput"),
                Arguments.of("--format xml", "--format"), Arguments.of("--no-such-option", "--no-such-option"),
                Arguments.of("--metrics-url somewhere", "--metrics-url"),
                Arguments.of("--input-len uniform:9-5", "--input-len"),
                Arguments.of("--output-len 5 --endpoint embeddings", "--output-len"),
                Arguments.of("--dataset-format jsonl", "--dataset-format"),
                Arguments.of("--dataset a.jsonl --input-len 5", "--input-len with --dataset"),
                Arguments.of("--prefix-pool 2", "--prefix-pool"),
                Arguments.of("--prefix-len 20 --prefix-hit-rate 2", "--prefix-hit-rate"),
                Arguments.of("--tokens-per-chunk all", "--tokens-per-chunk"),
                Arguments.of("--tokens-per-chunk ids --no-stream", "--tokens-per-chunk"),
                Arguments.of("--images 512", "--images"), Arguments.of("-m a:0,b", "--model"),
                Arguments.of("--request-rate 5 -c 3", "--max-concurrency"),
                Arguments.of("--request-rate 0", "--request-rate"),
                Arguments.of("--request-rate 5,,6", "--request-rate"),
                Arguments.of("--request-rate fast", "--request-rate"),
                Arguments.of("--request-rate 5 --burstiness 0", "--burstiness"),
                Arguments.of("--burstiness 2", "--request-rate"), Arguments.of("--arrival constant", "--request-rate"),
                Arguments.of("--request-rate 5 --arrival uniform", "--arrival"),
                Arguments.of("--request-rate 5 --arrival constant --burstiness 2", "--burstiness"),
                Arguments.of("--request-rate 5 --max-concurrency 0", "--max-concurrency"),
                Arguments.of("--request-rate 5 --max-concurrency 2,3", "--max-concurrency"),
                Arguments.of("--request-rate inf -d 5s", "--num-prompts"),
                Arguments.of("--request-rate 5 --stages 5:10s", "--stages"),
                Arguments.of("--stages 5", "--stages"), Arguments.of("--stages 0:5s", "--stages"),
                Arguments.of("--stages 5:10s,2:now", "--stages"),
                Arguments.of("--ramp-up-strategy exponential", "--ramp-up-strategy"),
                Arguments.of("--ramp-up-strategy linear --ramp-up-start-rps 2", "--ramp-up-end-rps"),
                Arguments.of("--ramp-up-end-rps 2", "--ramp-up-strategy"),
                Arguments.of("--connections keep", "--connections"),
                Arguments.of("--connections max-uses=0", "--connections"),
                Arguments.of("--trace nothing.jsonl", "--trace"), Arguments.of("--trace-speed 2", "--trace"),
                Arguments.of("--trace nothing.jsonl --burstiness 2", "--burstiness"),
                Arguments.of("--slo ttft<500", "--slo"), Arguments.of("--slo ttft.p95>500", "--slo"),
                Arguments.of("--slo itl.p99<80,goodput>0.9", "--goodput"),
                Arguments.of("--slo ttft.p95<500 --no-stream", "--slo"), Arguments.of("--fail-on slo", "--slo"),
                Arguments.of("--search concurrency", "--slo"), Arguments.of("--search-range 1..5", "--search"),
                Arguments.of("--slo e2e.p95<500 --peak-rate 5", "--search"),
                Arguments.of("--slo e2e.p95<500 --search users", "--search"),
                Arguments.of("--slo e2e.p95<500 --search rate --search-range 5", "--search-range"),
                Arguments.of("--slo e2e.p95<500 --search rate --search-range 9..5", "--search-range"),
                Arguments.of("--slo e2e.p95<500 --search concurrency --search-range 1..2.5", "--search-range"),
                Arguments.of("--slo e2e.p95<500 --search rate --search-precision 0", "--search-precision"),
                Arguments.of("--slo e2e.p95<500 --search rate --search-repeats 2", "--search-repeats"),
                Arguments.of("--slo e2e.p95<500 --search rate --search-time 0s", "--search-time"),
                Arguments.of("--slo e2e.p95<500 --search rate --peak-rate 0", "--peak-rate"),
                Arguments.of("--slo e2e.p95<500 --search rate --head-room 0.2", "--peak-rate"),
                Arguments.of("--slo e2e.p95<500 --search rate --request-rate 5", "--request-rate"),
                Arguments.of("--slo e2e.p95<500 --search rate -c 5", "--concurrency"),
                Arguments.of("--slo e2e.p95<500 --search concurrency -c 5", "--search-range"),
                Arguments.of("--slo e2e.p95<500 --search concurrency --max-concurrency 5", "--search rate"),
                Arguments.of("--slo e2e.p95<500 --search rate --repeat 2", "--search-repeats"),
                Arguments.of("--turns 0", "--turns"), Arguments.of("--turns all", "--turns"),
                Arguments.of("--turns 2 --endpoint completions", "--endpoint chat"),
                Arguments.of("--turns 2 -n 9 --request-rate inf", "--concurrency"),
                Arguments.of("--turns 2 --think-time soon", "--think-time"),
                Arguments.of("--think-time 2s", "--turns"),
                Arguments.of("--turns 2 --recorded-answers", "--recorded-answers"));
    }

    @ParameterizedTest
    @MethodSource("wrongUse")
    void anOptionThatCannotBeUsedIsNamed(String options, String named) {
        Product.Ended ended = Product.run(directory, Stream
                .concat(Stream.of("run", "-s", "http://127.0.0.1:9"), Stream.of(options.split(" ")))
                .toArray(String[]::new));
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains(named);
        assertPlain(ended);
    }

    @Test
    void aServerThatIsNotThereIsSaidWithItsAddress() {
        Product.Ended ended = Product.run(directory, "run", "-s", "http://127.0.0.1:9");
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.err()).contains("127.0.0.1:9").contains("refused");
        assertPlain(ended);
    }

    @Test
    void anUnknownHostIsSaid() {
        Product.Ended ended = Product.run(directory, "run", "-s", "http://no-such-host.invalid:8000");
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
        assertThat(ended.err()).contains("no-such-host.invalid");
        assertPlain(ended);
    }

    @Test
    void tlsToAPlainPortIsSaid() throws IOException {
        try (Simulator server = Simulator.start(SimulatorConfig.builder().build())) {
            Product.Ended ended = Product.run(directory, "run", "-s", "https://127.0.0.1:" + server.port());
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("TLS").contains("http://");
            assertPlain(ended);
        }
    }

    @Test
    void anUnknownModelIsAnsweredWithTheOnesThatAreServed() throws IOException {
        try (Simulator server = Simulator.start(SimulatorConfig.builder().model("served-one").build())) {
            Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri().toString(), "-m", "wanted-one");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("wanted-one").contains("served-one");
            assertPlain(ended);
        }
    }

    @Test
    void aWrongApiKeyIsSaidAndNeverShown() throws IOException {
        try (Simulator server = Simulator.start(SimulatorConfig.builder().apiKey("the-right-one").build())) {
            Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri().toString(), "--api-key", SECRET);
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(3);
            assertThat(ended.err()).contains("API key").doesNotContain(SECRET);
            assertPlain(ended);
        }
    }

    @Test
    void secretsOfAGoodRunAreInNoFile() throws IOException {
        try (Simulator server = Simulator.start(SimulatorConfig.builder().apiKey(SECRET).build())) {
            Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri() + "/v1/", "--api-key", SECRET,
                    "-H",
                    "X-Gateway: " + SECRET + "-too", "-n", "5", "--warmup", "0", "--input-len", "32", "--output-len",
                    "4",
                    "-o", directory.resolve("run").toString());
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(ended.out() + ended.err()).doesNotContain(SECRET);
            try (Stream<Path> files = Files.walk(directory.resolve("run"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                            .as(file.toString()).doesNotContain(SECRET);
                }
            }
        }
    }

    @Test
    void whenNoRequestSucceedsTheExitCodeSaysSo() throws IOException {
        try (Simulator server = Simulator.start(
                SimulatorConfig.builder().faults(Faults.parse("html-answer:every=1")).build())) {
            Product.Ended ended = Product.run(directory, "run", "-s", server.baseUri().toString(), "-n", "6", "-c", "2",
                    "--warmup", "0", "--input-len", "32", "--output-len", "4");
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(6);
            assertPlain(ended);
        }
    }

    @Test
    void aFolderThatIsNoRunFolderIsSaid() {
        for (String command : new String[]{"validate", "report"}) {
            Product.Ended ended = Product.run(directory, command, directory.toString());
            assertThat(ended.exit()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains(directory.toString());
            assertPlain(ended);
        }
    }

    private static void assertPlain(Product.Ended ended) {
        assertThat(ended.err()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(ended.out()).doesNotContain("\tat ");
    }
}
