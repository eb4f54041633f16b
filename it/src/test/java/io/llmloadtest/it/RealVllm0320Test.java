package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** vLLM 0.32.0. */
@Tag("real")
class RealVllm0320Test extends RealVllmTest {

    private static final int FOREIGN = 37;
    private static final int FOREIGN_TOKENS = 11;

    @TempDir
    private Path directory;

    RealVllm0320Test() {
        super("0.32.0");
    }

    @Test
    @Order(10)
    void foreignTrafficIsCountedToTheLastRequestAndToken() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Product.Running run = Product.start(directory, "run", "-s", server.url(), "--format", "json", "-c", "4", "-d",
                "20s", "--warmup", "0", "--input-len", "40", "--output-len", "16");
        Thread.ofVirtual().start(() -> {
            awaitMoreChatRequests(Duration.ofSeconds(60));
            for (int i = 0; i < FOREIGN; i++) {
                server.foreignCompletion(FOREIGN_TOKENS);
            }
            done.countDown();
        });
        Product.Ended ended = run.await();
        assertThat(done.await(1, TimeUnit.SECONDS)).as("the foreign requests must fall into the run").isTrue();
        assertThat(ended.exit()).as(ended.toString()).isZero();
        Result result = new Result(ended.json());
        assertThat(result.overall()).isEqualTo("WARNING");
        assertThat(result.warnings()).contains("foreign-traffic");
        assertThat(result.value("foreign-traffic", "requests")).isEqualTo(FOREIGN);
        assertThat(result.value("foreign-traffic", "tokens")).isEqualTo((double) FOREIGN * FOREIGN_TOKENS);
    }

    @Test
    @Order(11)
    void everyChoiceOfARequestIsCounted() {
        Result result = run("-c", "4", "-n", "60", "--warmup", "0", "--input-len", "40", "--output-len", "8",
                "--extra-body", "{\"n\":2,\"temperature\":1}");
        for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests",
                "HTTP 200 Count")) {
            assertEqualAndPassed(result.row(row));
        }
        assertThat(result.row("Request Count").path("server_value").asInt()).isEqualTo(120);
        assertThat(result.row("HTTP Requests").path("server_value").asInt()).isEqualTo(60);
        assertOnlyATtftGapWhosePartsAddUp(result);
    }

    @Test
    @Order(12)
    void replayedPromptsMeetAWarmCacheAndTheCountsAgree() {
        String[] replay = {"-c", "2", "-n", "30", "--warmup", "0", "--input-len", "300", "--output-len", "8", "--seed",
                "7", "--replay-prompts"};
        run(replay);
        Result result = run(replay);
        assertThat(result.validation().path("server_metrics").path("delta").path("prefix_cache_hit_tokens").asInt())
                .isPositive();
        assertEqualAndPassed(result.row("Request Count"));
        assertEqualAndPassed(result.row("Prompt Tokens"));
        assertOnlyATtftGapWhosePartsAddUp(result);
    }

    @Test
    @Order(13)
    void requestsThatAreGivenUpAreSaidToBeLostOrAborted() {
        Product.Ended ended = Product.run(directory, "run", "-s", server.url(), "--format", "json", "-c", "2", "-n",
                "10", "--warmup", "0", "--input-len", "40", "--output-len", "1900", "--timeout", "500ms");
        assertThat(ended.exit()).as("no request succeeds").isEqualTo(6);
        Result result = new Result(ended.json());
        // A server that was fast enough finished some answers, or all, before it saw that nobody waits any more.
        assertThat(result.warnings()).containsAnyOf("work-aborted", "responses-lost").isSubsetOf("work-aborted",
                "responses-lost", "requests-failed", "client-saturated");
        assertThat(result.level(0).path("errors").path("timeout").asInt()).isEqualTo(10);
    }

    @Test
    @Order(14)
    void vllmBenchServeIsAuditedAndAgreesToTheLastRequestAndToken() {
        Product.Ended ended = Product.run(directory, "audit", "--container-name", server.container(), "--format",
                "json",
                "--", "env", "HF_HUB_OFFLINE=1", "VLLM_NO_USAGE_STATS=1", server.program(), "bench", "serve",
                "--backend",
                "openai-chat", "--endpoint", "/v1/chat/completions", "--base-url", server.url(), "--model", "tiny",
                "--tokenizer", server.model(), "--dataset-name", "random", "--random-input-len", "60",
                "--random-output-len", "24", "--num-prompts", "60", "--max-concurrency", "4", "--ignore-eos",
                "--save-result", "--save-detailed", "--result-dir", directory.toString());
        assertThat(ended.exit()).as(ended.toString()).isZero();
        Result result = new Result(ended.json());

        for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests",
                "HTTP 200 Count")) {
            assertEqualAndPassed(result.row(row));
        }
        assertThat(result.row("Request Count").path("client_value").asInt()).isEqualTo(60);
        assertThat(result.row("Total Tokens").path("client_value").asInt()).isEqualTo(60 * 24);
        assertThat(result.document().path("audit").path("exit_code").asInt(-1)).isZero();
        // a machine of few cores may make the tool late; nothing else may be found
        assertThat(result.warnings()).isSubsetOf("ttft-gap", "tool-late");
    }

    /** Our requests are those on the chat endpoint; the server's own counter of them begins to move, which restarts at 0. */
    private void awaitMoreChatRequests(Duration longest) {
        long before = server.chatRequests();
        long end = System.nanoTime() + longest.toNanos();
        while (server.chatRequests() <= before && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    @Order(99)
    void aContainerThatRestartsInTheMiddleIsNamedAndGivesNoFalseNumbers() throws Exception {
        Product.Running run = Product.start(directory, "run", "-s", server.url(), "--format", "json", "-c", "4", "-d",
                "400s", "--warmup", "0", "--input-len", "40", "--output-len", "16", "--timeout", "20s");
        awaitMoreChatRequests(Duration.ofSeconds(60));
        server.restart();
        // how long it takes to come back depends on the machine; the run is ended when it answers again
        awaitMoreChatRequests(Duration.ofSeconds(360));
        run.signal("INT");
        Product.Ended ended = run.await();
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(130);
        Result result = new Result(ended.json());
        assertThat(result.overall()).isEqualTo("WARNING");
        assertThat(result.warnings()).contains("server-restarted", "requests-failed");
        assertThat(result.row("Request Count").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.row("Request Count").path("server_value").isNull()).isTrue();
        assertThat(result.level(0).path("successful_requests").asInt()).isPositive();
        assertThat(result.level(0).path("errors").path("connect").asInt()).isPositive();
    }
}
