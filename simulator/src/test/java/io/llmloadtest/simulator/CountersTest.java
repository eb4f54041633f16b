package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.SimulatorTruth.Fate;
import io.llmloadtest.simulator.SimulatorTruth.RequestTruth;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What /metrics says of a load is what the truth book holds of it, and what the client got. */
class CountersTest {
    static final String[] VERSIONS = Captures.VERSIONS;
    private static final Pattern COMPLETION_TOKENS = Pattern.compile("\"completion_tokens\":(\\d+)");
    private static final Pattern PROMPT_TOKENS = Pattern.compile("\"prompt_tokens\":(\\d+)");

    private static SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().model("tiny").stepTime(Duration.ofMillis(1));
    }

    private static double last(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        double value = Double.NaN;
        while (matcher.find()) {
            value = Double.parseDouble(matcher.group(1));
        }
        return value;
    }

    private static double sum(List<Object> bodies, Pattern pattern) {
        return bodies.stream().mapToDouble(body -> last(pattern, (String) body)).sum();
    }

    private static String mixed(TestClient client, int i) {
        HttpResponse<String> response = switch (i % 4) {
            case 0 -> client.chat("r" + i, 3 + i % 17, TestClient.STREAM);
            case 1 -> client.chat("r" + i, 1 + i % 5, "");
            case 2 -> client.post("/v1/completions",
                    "{\"prompt\":\"text number %d\",\"max_tokens\":%d,\"ignore_eos\":true}".formatted(i, 1 + i % 9),
                    "X-Request-Id",
                    "r" + i);
            default -> client.post("/v1/chat/completions",
                    TestClient.chatBody("natural " + i, 600, ",\"ignore_eos\":false").replace("\"ignore_eos\":true,",
                            ""),
                    "X-Request-Id", "r" + i);
        };
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void aMixedLoad(String version) throws IOException {
        try (var simulator = Simulator.start(config().vllmVersion(version).build());
                var client = new TestClient(simulator)) {
            List<Object> bodies = TestClient.together(48, 12, i -> mixed(client, i));
            SimulatorTruth truth = simulator.truth();
            assertThat(truth.completedRequests()).isEqualTo(48);
            assertThat(client.metric("vllm:request_success_total")).isEqualTo(48);
            assertThat(client.metric("vllm:generation_tokens_total")).isEqualTo(truth.generatedTokens())
                    .isEqualTo(sum(bodies, COMPLETION_TOKENS));
            assertThat(client.metric("vllm:prompt_tokens_total")
                    + (VllmVersion.of(version).engineV0() ? truth.cachedPromptTokens() : 0))
                    .isEqualTo(truth.promptTokens()).isEqualTo(sum(bodies, PROMPT_TOKENS));
            assertThat(client.metric("vllm:time_to_first_token_seconds_count")).isEqualTo(48);
            assertThat(client.metric("vllm:e2e_request_latency_seconds_count")).isEqualTo(48);
            assertThat(client.metric("vllm:request_generation_tokens_sum")).isEqualTo(truth.generatedTokens());
            assertThat(client.metric("vllm:num_requests_running")).isZero();
            if (!VllmVersion.of(version).engineV0()) {
                Await.until("all responses are counted",
                        () -> client.metric("http_requests_total", "2xx", "completions") == 48);
                assertThat(client.metric("http_request_duration_highr_seconds_count")).isEqualTo(48);
            }
        }
    }

    @Test
    void bothKindsOfFinishAreTold() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            List<Object> bodies = TestClient.together(16, 8, i -> mixed(client, i));
            long stops = bodies.stream().filter(body -> ((String) body).contains("\"finish_reason\":\"stop\"")).count();
            assertThat(stops).isPositive();
            assertThat(client.metric("vllm:request_success_total", "stop")).isEqualTo(stops);
            assertThat(client.metric("vllm:request_success_total", "length")).isEqualTo(16.0 - stops);
        }
    }

    @Test
    void anEmbeddingCountsItsPromptAndNoToken() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            HttpResponse<String> response = client.post("/v1/embeddings", "{\"input\":[\"one text\",\"another\"]}");
            int prompt = (int) last(PROMPT_TOKENS, response.body());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).containsPattern("\"data\":\\[\\{\"index\":0,\"object\":\"embedding\"");
            assertThat(last(COMPLETION_TOKENS, response.body())).isZero();
            assertThat(client.metric("vllm:request_success_total", "stop")).isEqualTo(2);
            assertThat(client.metric("vllm:prompt_tokens_total")).isEqualTo(prompt).isPositive();
            assertThat(client.metric("vllm:generation_tokens_total")).isZero();
            assertThat(client.metric("vllm:time_to_first_token_seconds_count")).isEqualTo(2);
            assertThat(simulator.truth().generatedTokens()).isZero();
            Await.until("the response is counted", () -> client.metric("http_requests_total", "embeddings") == 1);
        }
    }

    @Test
    void severalChoicesCountSeverallyAndTheRequestOnce() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            HttpResponse<String> response = client.chat("n2", 12, ",\"n\":2" + TestClient.STREAM);
            int prompt = (int) last(PROMPT_TOKENS, response.body());
            assertThat(last(COMPLETION_TOKENS, response.body())).isEqualTo(24);
            assertThat(client.metric("vllm:request_success_total")).isEqualTo(2);
            assertThat(client.metric("vllm:prompt_tokens_total")).isEqualTo(2.0 * prompt);
            assertThat(client.metric("vllm:time_to_first_token_seconds_count")).isEqualTo(2);
            assertThat(client.metric("vllm:request_params_n_count")).isEqualTo(1);
            assertThat(client.metric("vllm:request_params_n_sum")).isEqualTo(2);
            assertThat(client.metric("vllm:inter_token_latency_seconds_count")).isEqualTo(22);
            Await.until("the response is counted", () -> client.metric("http_requests_total", "chat") == 1);
        }
    }

    @Test
    void countersAreMovedBeforeTheClientHasItsLastByte() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            for (int i = 1; i <= 20; i++) {
                client.chat("r" + i, 4, TestClient.STREAM);
                assertThat(client.metric("vllm:request_success_total")).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void anAbortedRequestLeavesItsTokensAndItsFirstTokenAndNothingElse(String version) throws IOException {
        try (var simulator = Simulator.start(config().vllmVersion(version).build());
                var client = new TestClient(simulator)) {
            client.rawChat("gone", 3_000, 2_000);
            Await.until("the engine has dropped it", () -> simulator.truth().abortedRequests() == 1);
            SimulatorTruth truth = simulator.truth();
            assertThat(truth.generatedTokensAborted()).isBetween(3L, 2_999L);
            assertThat(truth.requests()).singleElement().extracting(RequestTruth::fate).isEqualTo(Fate.ABORTED);
            Await.until("its tokens are counted",
                    () -> client.metric("vllm:generation_tokens_total") == truth.generatedTokensAborted());
            assertThat(client.metric("vllm:prompt_tokens_total")).isEqualTo(truth.promptTokensAborted());
            assertThat(client.metric("vllm:time_to_first_token_seconds_count")).isEqualTo(1);
            assertThat(client.metric("vllm:request_success_total")).isZero();
            assertThat(client.metric("vllm:e2e_request_latency_seconds_count")).isZero();
            assertThat(client.metric("vllm:request_prompt_tokens_count")).isZero();
            if (!VllmVersion.of(version).engineV0()) {
                assertThat(client.metric("http_requests_total", "2xx", "chat")).isEqualTo(1);
            }
            // In 0.9.2 the gauge keeps what the last step said, until another one comes.
            double stuck = "0.9.2".equals(version) ? 1 : 0;
            Await.until("the gauge says so", () -> client.metric("vllm:num_requests_running") == stuck);
        }
    }

    @Test
    void refusedRequestsMoveNoVllmSample() throws IOException {
        try (var simulator = Simulator.start(config().apiKey("secret").build());
                var client = new TestClient(simulator)) {
            assertThat(client.chat("1", 5, "").statusCode()).isEqualTo(401);
            String[] key = {"Authorization", "Bearer secret"};
            assertThat(client.post("/v1/chat/completions", "{\"messages\":", key).statusCode()).isEqualTo(400);
            assertThat(client.post("/v1/chat/completions", TestClient.chatBody("x", 5_000, ""), key).statusCode())
                    .isEqualTo(400);
            assertThat(
                    client.post("/v1/chat/completions", TestClient.chatBody("word ".repeat(5_000), 5, ""), key).body())
                    .contains("maximum context length is 4096");
            assertThat(client.get("/nowhere").body()).isEqualTo("{\"detail\":\"Not Found\"}");
            assertThat(client.metric("vllm:prompt_tokens_total")).isZero();
            Await.until("the 4xx are counted, the 401 not",
                    () -> client.metric("http_requests_total", "4xx", "chat") == 3);
            assertThat(client.metric("http_requests_total", "handler=\"none\"")).isEqualTo(1);
            assertThat(simulator.truth().rejectedRequests()).isEqualTo(3);
        }
    }

    @Test
    void tokenizeAgreesWithUsage() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            double used = last(PROMPT_TOKENS, client.chat("7", 2, "").body());
            String tokens = client
                    .post("/tokenize",
                            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"question 7\"}]}")
                    .body();
            assertThat(tokens).startsWith("{\"count\":%d,\"max_model_len\":4096,\"tokens\":[".formatted((int) used))
                    .endsWith("],\"token_strs\":null}");
            String ids = tokens.substring(tokens.indexOf('['), tokens.indexOf(']') + 1);
            assertThat(client.post("/detokenize", "{\"tokens\":" + ids + "}").body()).contains("question 7<|im_end|>");
            assertThat(last(PROMPT_TOKENS,
                    client.post("/v1/completions", "{\"prompt\":%s,\"max_tokens\":1}".formatted(ids)).body()))
                    .isEqualTo(used);
        }
    }

    @Test
    void usageComesWithEachChunkWhenAsked() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            String body = client.chat("1", 3,
                    ",\"stream\":true,\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true}")
                    .body();
            assertThat(TestClient.events(body)).hasSize(6).filteredOn(event -> event.startsWith("{"))
                    .allMatch(event -> event.contains("\"usage\":{"));
            assertThat(TestClient.events(body).get(1)).contains("\"completion_tokens\":1}");
        }
    }

    @Test
    void aStopStringEndsTheTextBeforeIt() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            String whole = client.chat("s", 40, ",\"seed\":4").body();
            String body = client.chat("s", 40, ",\"seed\":4,\"stop\":[\"e \"]").body();
            String text = body.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1");
            assertThat(body).contains("\"finish_reason\":\"stop\",\"stop_reason\":\"e \"");
            assertThat(text).doesNotContain("e ").isNotEmpty();
            assertThat(whole).contains(text + "e ");
        }
    }

    @Test
    void sharedPrefixesAreHits() throws IOException {
        try (var simulator = Simulator.start(config().build()); var client = new TestClient(simulator)) {
            String text = "the same long beginning of a conversation ".repeat(10);
            client.post("/v1/chat/completions", TestClient.chatBody(text, 2, ""));
            assertThat(client.metric("vllm:prefix_cache_hits_total")).isZero();
            client.post("/v1/chat/completions", TestClient.chatBody(text, 2, ""));
            assertThat(client.metric("vllm:prefix_cache_hits_total")).isPositive()
                    .isEqualTo(simulator.truth().cachedPromptTokens());
            double hits = client.metric("vllm:prefix_cache_hits_total");
            client.post("/v1/chat/completions", TestClient.chatBody(text, 2, ",\"cache_salt\":\"mine\""));
            assertThat(client.metric("vllm:prefix_cache_hits_total")).isEqualTo(hits);
        }
    }
}
