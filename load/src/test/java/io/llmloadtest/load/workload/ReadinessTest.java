package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.SideChannel;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.TargetProblem;
import io.llmloadtest.load.target.Tokenizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Answers with an error message, or with a completion when there is none. */
    private void answer(UnaryOperator<String> errorOf) {
        server.createContext("/v1/chat/completions", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestHeaders().getFirst("X-Request-Id"));
            String error = errorOf.apply(body);
            byte[] answer = (error.isEmpty() ? "{\"choices\":[]}" : "{\"error\":{\"message\":\"" + error + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(error.isEmpty() ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }

    private PlannedWorkload workload() {
        ServedModel model = new ServedModel("tiny", Optional.empty(), Optional.empty(), OptionalInt.empty());
        TargetFacts facts = new TargetFacts(base(), ServerKind.VLLM, Optional.empty(), List.of(model), model,
                OptionalLong.empty());
        return PlannedWorkload.prepare(Plan.builder().runId("r1").build(), facts, Tokenizer.none());
    }

    private BaseUrl base() {
        return BaseUrl.parse("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private Optional<TargetProblem> await(PlannedWorkload workload) throws InterruptedException {
        try (SideChannel channel = new SideChannel(base(), SecretHeaders.NONE, Duration.ofSeconds(5),
                Optional.empty())) {
            return new Readiness(workload, channel, "r1").await(Duration.ofSeconds(30));
        }
    }

    @Test
    void refusedFieldsAreDroppedUntilACompletionWorks() throws InterruptedException {
        answer(body -> body.contains("cache_salt")
                ? "unknown field cache_salt"
                : body.contains("ignore_eos") ? "unknown field ignore_eos" : "");
        PlannedWorkload workload = workload();

        assertThat(await(workload)).isEmpty();
        assertThat(workload.dropped()).containsExactly(Extra.CACHE_SALT, Extra.IGNORE_EOS);
        assertThat(workload.isProven()).isTrue();
        assertThat(asked).containsExactly("r1-ready-0", "r1-ready-1", "r1-ready-2");
    }

    @Test
    void aServerThatNeverServesIsAProblemWithItsLastWords() throws InterruptedException {
        answer(_ -> "the engine sleeps");

        AtomicLong clock = new AtomicLong();
        LongSupplier threeSecondsALook = () -> clock.addAndGet(3_000_000_000L);
        try (SideChannel channel = new SideChannel(base(), SecretHeaders.NONE, Duration.ofSeconds(5),
                Optional.empty())) {
            Optional<TargetProblem> problem = new Readiness(workload(), channel, "r1", threeSecondsALook)
                    .await(Duration.ofSeconds(5));

            assertThat(problem.map(TargetProblem::message))
                    .contains("No completion worked within 5.0 s. Last answer: HTTP 400 the engine sleeps");
        }
    }
}
