package io.llmloadtest.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.truth.TruthOptions.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TruthServerTest {
    private static final TruthOptions QUICK = TruthOptions.defaults().withSchedule(Duration.ofMillis(3),
            Duration.ofMillis(1));
    private static final Pattern STAMPS = Pattern
            .compile(
                    "\"id\":\"([^\"]+)\",\"completed\":(\\w+),\"arrival\":\\{\"nano_time\":(\\d+),\"realtime_ns\":(\\d+)},"
                            + "\"blocked_chunks\":(\\d+),\"nano_time\":\\[([^]]*)],\"realtime_ns\":\\[([^]]*)]");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void everyTokenIsStampedInOrderAndWithinTheClientsOwnView() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK)) {
            long before = System.nanoTime();
            List<String> events = ask(server, "run-1", 12);
            long after = System.nanoTime();

            assertThat(events).hasSize(1 + 12 + 1 + 1);
            assertThat(events.getFirst()).contains("\"role\":\"assistant\"").contains("chatcmpl-run-1");
            assertThat(events.get(12)).contains("\"finish_reason\":\"length\"");
            assertThat(events.get(13)).contains("\"completion_tokens\":12");
            assertThat(events.getLast()).isEqualTo("[DONE]");
            MatchResult truth = truths(server).getFirst();
            assertThat(truth.group(1)).isEqualTo("run-1");
            assertThat(truth.group(2)).isEqualTo("true");
            List<Long> stamps = numbers(truth.group(6));
            assertThat(stamps).hasSize(12).isSorted();
            assertThat(stamps.getFirst() - Long.parseLong(truth.group(3))).isGreaterThanOrEqualTo(3_000_000);
            assertThat(before).isLessThan(Long.parseLong(truth.group(3)));
            assertThat(stamps.getLast()).isLessThan(after);
            assertThat(numbers(truth.group(7))).hasSize(12);
        }
    }

    @Test
    void manyStreamsAtOnceAreAllWhole() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK)) {
            List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> client.sendAsync(completion(server, "many-" + i, 20), BodyHandlers.ofString()))
                    .toList();
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(events(answer.get())).hasSize(23);
            }
            assertThat(truths(server)).hasSize(100)
                    .allSatisfy(truth -> assertThat(numbers(truth.group(6))).hasSize(20));
            assertThat(get(server, "/metrics").body())
                    .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"tiny\"} 2000\n")
                    .contains(
                            "vllm:request_success_total{engine=\"0\",finished_reason=\"length\",model_name=\"tiny\"} 100\n");
        }
    }

    @Test
    void aFloodWritesSeveralTokensAtOnceAndLosesNone() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK.withPace(Pace.FLOOD, 8))) {
            assertThat(ask(server, "flood", 50_001)).hasSize(50_004);
            List<Long> stamps = numbers(truths(server).getFirst().group(6));
            assertThat(stamps).hasSize(50_001);
            assertThat(stamps.subList(0, 8)).containsOnly(stamps.getFirst());
        }
    }

    @Test
    void aClientThatGoesAwayIsRecordedAsAborted() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK.withPace(Pace.FLOOD, 8))) {
            HttpResponse<InputStream> answer = client.send(completion(server, "gone", 1_000_000),
                    BodyHandlers.ofInputStream());
            answer.body().close();
            List<MatchResult> truths = truths(server);
            while (truths.isEmpty()) {
                truths = truths(server);
            }
            assertThat(truths.getFirst().group(2)).isEqualTo("false");
        }
    }

    @Test
    void aResetForgetsTheRecordButNotTheCounters() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK)) {
            ask(server, "forgotten", 2);
            assertThat(get(server, "/truth/reset").statusCode()).isEqualTo(200);
            assertThat(truths(server)).isEmpty();
            assertThat(get(server, "/truth/summary").body()).contains("\"completed\":0").contains("\"mean\":null");
            assertThat(get(server, "/metrics").body())
                    .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"tiny\"} 2\n");
        }
    }

    @Test
    void beyondTheLimitRequestsAreOnlyCounted() throws Exception {
        TruthOptions keepOne = TruthOptions.parse("--port", "0", "--ttft-ms", "0", "--itl-ms", "1", "--keep", "1");
        try (TruthServer server = TruthServer.start(keepOne)) {
            ask(server, "first", 1);
            ask(server, "second", 1);
            assertThat(truths(server)).extracting(truth -> truth.group(1)).containsExactly("first");
            assertThat(get(server, "/truth/summary").body()).contains("\"not_kept\":1");
        }
    }

    @Test
    void whatItDoesNotServeIsRefusedWithAReason() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK)) {
            HttpRequest notStreamed = HttpRequest.newBuilder(uri(server, "/v1/chat/completions"))
                    .POST(BodyPublishers.ofString("{\"max_tokens\":5}")).build();
            HttpResponse<String> refused = client.send(notStreamed, BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("stream");
            assertThat(get(server, "/nowhere").statusCode()).isEqualTo(404);
            assertThat(get(server, "/health").statusCode()).isEqualTo(200);
            assertThat(get(server, "/version").body()).contains("truth-server");
            assertThat(get(server, "/v1/models").body()).contains("\"id\":\"tiny\"");
        }
    }

    @Test
    void nonsenseEndsTheConnectionAndNothingElse() throws Exception {
        try (TruthServer server = TruthServer.start(QUICK)) {
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .contains("400");
            }
            assertThat(ask(server, "after", 3)).hasSize(6);
        }
    }

    private List<String> ask(TruthServer server, String id, int tokens) throws IOException, InterruptedException {
        return events(client.send(completion(server, id, tokens), BodyHandlers.ofString()));
    }

    private static List<String> events(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
    }

    private static HttpRequest completion(TruthServer server, String id, int tokens) {
        return HttpRequest.newBuilder(uri(server, "/v1/chat/completions")).header("X-Request-Id", id)
                .POST(BodyPublishers
                        .ofString("{\"model\":\"tiny\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"max_tokens\":" + tokens
                                + "}"))
                .build();
    }

    private HttpResponse<String> get(TruthServer server, String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString());
    }

    private List<MatchResult> truths(TruthServer server) throws IOException, InterruptedException {
        return STAMPS.matcher(get(server, "/truth").body()).results().toList();
    }

    private static URI uri(TruthServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static List<Long> numbers(String list) {
        return list.isEmpty() ? List.of() : Stream.of(list.split(",")).map(Long::valueOf).toList();
    }
}
