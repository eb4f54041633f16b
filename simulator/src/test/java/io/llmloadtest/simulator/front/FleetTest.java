package io.llmloadtest.simulator.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.SimulatorConfig;
import io.llmloadtest.simulator.SimulatorTruth.RequestTruth;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each shape of the front, asked by a client that shares no code with the product. */
class FleetTest {

    private static final int REQUESTS = 20;
    private static final int TOKENS = 6;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Fleet fleet(String faults) throws IOException {
        return Fleet.start(SimulatorConfig.builder().model("tiny")
                .faults(faults.isEmpty() ? Faults.none() : Faults.parse(faults)).build());
    }

    private HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> stream(Fleet fleet, int number) throws IOException, InterruptedException {
        String body = """
                {"model":"tiny","messages":[{"role":"user","content":"question %d"}],"max_tokens":%d,"ignore_eos":true,
                "stream":true,"stream_options":{"include_usage":true}}""".formatted(number, TOKENS);
        return http.send(HttpRequest.newBuilder(URI.create(fleet.baseUri() + "/v1/chat/completions"))
                .header("Content-Type", "application/json").header("X-Request-Id", "q-" + number)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void streamThatMayBeCut(Fleet fleet, int number) throws InterruptedException {
        try {
            stream(fleet, number);
        } catch (IOException _) {
            // It was with the server that went.
        }
    }

    private void streams(Fleet fleet) throws IOException, InterruptedException {
        for (int i = 1; i <= REQUESTS; i++) {
            HttpResponse<String> answer = stream(fleet, i);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).endsWith("data: [DONE]\n\n").contains("\"completion_tokens\":" + TOKENS);
        }
    }

    @Test
    void withoutSuchFaultsTheServerIsAskedDirectly() throws Exception {
        try (Fleet fleet = fleet("")) {
            streams(fleet);
            assertThat(fleet.baseUri()).isEqualTo(fleet.servers().getFirst().baseUri());
            assertThat(fleet.metricsUris()).containsExactly(fleet.baseUri().resolve("/metrics"));
            assertThat(fleet.truth().front().requests()).isZero();
            assertThat(fleet.truth().generatedTokens()).isEqualTo((long) REQUESTS * TOKENS);
        }
    }

    @Test
    void replicasTakeTurnsAndEachHasItsOwnMetrics() throws Exception {
        try (Fleet fleet = fleet("replicas:servers=4")) {
            streams(fleet);
            assertThat(fleet.truth().front().byServer()).containsExactly(5L, 5L, 5L, 5L);
            assertThat(fleet.metricsUris()).hasSize(4).doesNotHaveDuplicates();
            for (URI metrics : fleet.metricsUris()) {
                assertThat(get(metrics).body()).contains("finished_reason=\"length\",model_name=\"tiny\"} 5.0");
            }
            assertThat(get(fleet.baseUri().resolve("/metrics")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aSkewedBalancerPrefersTheFirst() throws Exception {
        try (Fleet fleet = fleet("skewed-replicas:servers=3:percent=80")) {
            streams(fleet);
            assertThat(fleet.truth().front().byServer()).containsExactly(16L, 2L, 2L);
            assertThat(fleet.truth().front().sharePercent(0)).isEqualTo(80);
        }
    }

    @Test
    void theLastReplicaCanLackAMetricsUrl() throws Exception {
        try (Fleet fleet = fleet("unscraped-replica")) {
            streams(fleet);
            assertThat(fleet.metricsUris()).hasSize(1);
            assertThat(fleet.truth().servers().getLast().completedChoices()).isEqualTo(REQUESTS / 2);
        }
    }

    @Test
    void aReplicaVanishesAndTheOthersGoOn() throws Exception {
        try (Fleet fleet = fleet("replica-vanishes:servers=2:after=9")) {
            for (int i = 1; i <= REQUESTS; i++) {
                streamThatMayBeCut(fleet, i);
            }
            assertThat(fleet.truth().front().byServer().getLast()).isLessThan(7);
            assertThatThrownBy(() -> get(fleet.metricsUris().getLast()))
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aReplicaRestartsAndIsOneOfThemAgain() throws Exception {
        try (Fleet fleet = fleet("replica-restarts:after=3:millis=0")) {
            for (int i = 1; i <= REQUESTS || fleet.truth().servers().getLast().restarts() == 0; i++) {
                streamThatMayBeCut(fleet, i);
            }
            assertThat(fleet.truth().servers().getFirst().restarts()).isZero();
            assertThat(fleet.truth().servers().getLast().restarts()).isOne();
        }
    }

    @Test
    void balancedMetricsComeFromEachInTurn() throws Exception {
        try (Fleet fleet = fleet("balanced-metrics")) {
            assertThat(fleet.metricsUris()).hasSize(1);
            List<String> starts = List.of(start(fleet), start(fleet), start(fleet), start(fleet));
            assertThat(starts.get(0)).isEqualTo(starts.get(2)).isNotEqualTo(starts.get(1));
            assertThat(starts.get(1)).isEqualTo(starts.get(3));
        }
    }

    private String start(Fleet fleet) throws IOException, InterruptedException {
        return get(fleet.metricsUris().getFirst()).body().lines()
                .filter(line -> line.startsWith("vllm:generation_tokens_created")).findFirst().orElseThrow();
    }

    @Test
    void aGatewayRepeatsRequestsUnderTheSameId() throws Exception {
        try (Fleet fleet = fleet("gateway-retries:every=5:millis=0")) {
            streams(fleet);
            while (fleet.truth().completedChoices() < REQUESTS + 4) {
                Thread.onSpinWait();
            }
            assertThat(fleet.truth().front().retries()).isEqualTo(4);
            Map<String, Long> byId = fleet.truth().servers().getFirst().requests().stream()
                    .collect(Collectors.groupingBy(RequestTruth::id, Collectors.counting()));
            assertThat(byId).containsEntry("chatcmpl-q-5", 2L).containsEntry("chatcmpl-q-6", 1L).hasSize(REQUESTS);
        }
    }

    @Test
    void aCacheAnswersWhatTheServerNeverSees() throws Exception {
        try (Fleet fleet = fleet("answer-cache:every=5")) {
            streams(fleet);
            assertThat(fleet.truth().front().fromCache()).isEqualTo(4);
            assertThat(fleet.truth().generationRequests()).isEqualTo(REQUESTS - 4);
        }
    }

    @Test
    void bunchesAreFewerThanChunks() throws Exception {
        try (Fleet fleet = fleet("bunched-stream:millis=20")) {
            streams(fleet);
            assertThat(fleet.truth().front().bunches()).isBetween((long) REQUESTS, 5L * REQUESTS);
        }
    }

    @Test
    void aProxyCanServeBelowAPrefix() throws Exception {
        try (Fleet fleet = fleet("path-prefix")) {
            streams(fleet);
            assertThat(fleet.baseUri().getPath()).isEqualTo("/vllm");
            assertThat(fleet.metricsUris().getFirst().getPath()).isEqualTo("/vllm/metrics");
            assertThat(get(fleet.metricsUris().getFirst()).body()).contains("vllm:generation_tokens_total");
            assertThat(get(fleet.baseUri().resolve("/metrics")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void metricsCanBeOnAnotherPort() throws Exception {
        try (Fleet fleet = fleet("metrics-port")) {
            URI metrics = fleet.metricsUris().getFirst();
            assertThat(metrics.getPort()).isNotEqualTo(fleet.baseUri().getPort());
            assertThat(get(metrics).body()).contains("vllm:");
            assertThat(get(fleet.baseUri().resolve("/metrics")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void metricsCanWantAKeyOfTheirOwn() throws Exception {
        try (Fleet fleet = fleet("metrics-key")) {
            URI metrics = fleet.metricsUris().getFirst();
            assertThat(get(metrics).statusCode()).isEqualTo(401);
            assertThat(get(metrics, "Authorization", "Bearer metrics-key").statusCode()).isEqualTo(200);
        }
    }
}
