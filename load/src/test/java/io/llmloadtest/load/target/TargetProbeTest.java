package io.llmloadtest.load.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.llmloadtest.load.plan.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetProbeTest {

    private static final String ONE = "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\",\"owned_by\":\"vllm\",\"parent\":null,\"max_model_len\":4096}]}";
    private static final String TWO = "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}";

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
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

    private void answer(String path, int status, String type, String body) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Location", "http://elsewhere.example/v1/models?token=hunter2");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void json(String path, String body) {
        answer(path, 200, "application/json", body);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private ProbeResult probe(String base, Optional<String> model) {
        return probe(base, model, SecretHeaders.NONE);
    }

    private ProbeResult probe(String base, Optional<String> model, SecretHeaders headers) {
        try (SideChannel channel = new SideChannel(BaseUrl.parse(base), headers, Duration.ofSeconds(5),
                Optional.empty())) {
            return new TargetProbe(channel).probe(model);
        }
    }

    private String problem(Optional<String> model) {
        return problemOf(probe(url(""), model));
    }

    private static String problemOf(ProbeResult result) {
        return switch (result) {
            case ProbeResult.Usable(TargetFacts facts) -> throw new AssertionError("usable: " + facts);
            case ProbeResult.Unusable(TargetProblem problem) -> problem.message();
        };
    }

    private static TargetFacts facts(ProbeResult result) {
        return switch (result) {
            case ProbeResult.Usable(TargetFacts facts) -> facts;
            case ProbeResult.Unusable(TargetProblem problem) -> throw new AssertionError(problem.message());
        };
    }

    @Test
    void aVllmIsKnownByItsWord() {
        json("/v1/models", ONE);
        json("/version", "{\"version\":\"0.32.0\"}");

        TargetFacts facts = facts(probe(url("/v1/"), Optional.empty()));

        assertThat(facts.kind()).isEqualTo(ServerKind.VLLM);
        assertThat(facts.version()).contains("0.32.0");
        assertThat(facts.model().id()).isEqualTo("tiny");
        assertThat(facts.model().maxModelLen()).hasValue(4096);
        assertThat(facts.model().parent()).isEmpty();
        assertThat(facts.roundTripNanos()).isPresent();
    }

    @Test
    void aPrefixGoesBeforeEveryRoute() {
        json("/llm/v1/models", ONE);
        json("/llm/version", "{\"version\":\"0.9.2\"}");

        assertThat(facts(probe(url("/llm"), Optional.empty())).version()).contains("0.9.2");
    }

    @Test
    void anotherServerIsNoVllm() {
        json("/v1/models", "{\"data\":[{\"id\":\"m\",\"owned_by\":\"library\"}]}");
        json("/version", "{\"version\":\"7\"}");

        assertThat(facts(probe(url(""), Optional.empty())).kind()).isEqualTo(ServerKind.OTHER);
    }

    @Test
    void theKeyGoesAlongAndIsNotSaid() {
        answer("/v1/models", 401, "application/json", "{\"error\":\"Unauthorized\"}");
        SecretHeaders key = SecretHeaders.of(Optional.of("hunter2"), Map.of());

        String message = problemOf(probe(url(""), Optional.empty(), key));

        assertThat(message).contains("refused the API key (HTTP 401)").doesNotContain("hunter2");
        assertThat(asked).containsExactly("GET /v1/models Bearer hunter2");
    }

    @Test
    void aMissingKeyIsAskedFor() {
        answer("/v1/models", 403, "application/json", "{}");

        assertThat(problem(Optional.empty())).contains("wants an API key (HTTP 403)").contains("--api-key");
    }

    @Test
    void aWrongPathSaysWhatWasTried() {
        assertThat(problem(Optional.empty())).contains("HTTP 404 from " + url("/v1/models"));
    }

    @Test
    void aWebPageIsSeenThrough() {
        answer("/v1/models", 200, "text/html", "<!DOCTYPE html><title>Log in</title>");

        assertThat(problem(Optional.empty())).contains("A web page came from");
    }

    @Test
    void whatIsNotJsonIsNamed() {
        answer("/v1/models", 200, "text/plain", "hello");

        assertThat(problem(Optional.empty())).contains("it is not JSON");
    }

    @Test
    void jsonOfAnotherKindIsNamed() {
        json("/v1/models", "{\"models\":[]}");

        assertThat(problem(Optional.empty())).contains("it has no list of models");
    }

    @Test
    void anEmptyListIsNamed() {
        json("/v1/models", "{\"data\":[]}");

        assertThat(problem(Optional.empty())).contains("lists no model");
    }

    @Test
    void anUnknownModelNamesTheServedOnes() {
        json("/v1/models", TWO);

        assertThat(problem(Optional.of("c"))).contains("The model c is not served. There is: a, b.");
    }

    @Test
    void severalModelsAskForAChoice() {
        json("/v1/models", TWO);

        assertThat(problem(Optional.empty())).contains("2 models: a, b. Choose one with --model.");
        assertThat(facts(probe(url(""), Optional.of("b"))).model().id()).isEqualTo("b");
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer("/v1/models", 307, "text/plain", "");

        assertThat(problem(Optional.empty())).contains("redirects").contains("http://elsewhere.example/v1/models")
                .doesNotContain("hunter2");
        assertThat(asked).hasSize(1);
    }

    @Test
    void aSickServerIsToldByItsStatus() {
        answer("/v1/models", 503, "application/json", "{}");

        assertThat(problem(Optional.empty())).contains("HTTP 503").contains("--wait-ready");
    }

    @Test
    void tlsToAPlainPortIsNamed() {
        json("/v1/models", ONE);

        try (SideChannel channel = new SideChannel(BaseUrl.parse(url("").replace("http:", "https:")),
                SecretHeaders.NONE, Duration.ofMillis(500), Optional.empty())) {
            assertThat(problemOf(new TargetProbe(channel).probe(Optional.empty()))).contains("does not speak TLS")
                    .contains("Use http://");
        }
    }

    @Test
    void plainHttpToATlsPortIsNamed() throws IOException {
        byte[] alert = {0x15, 3, 3, 0, 2, 2, 0x28};
        try (ServerSocket tls = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!tls.isClosed()) {
                    try (Socket socket = tls.accept()) {
                        int some = socket.getInputStream().read(new byte[8192]);
                        socket.getOutputStream().write(alert, 0, some < 0 ? 0 : alert.length);
                    } catch (IOException _) {
                        // the next one, or the end of the test
                    }
                }
            });

            assertThat(problemOf(probe("http://127.0.0.1:" + tls.getLocalPort(), Optional.empty())))
                    .contains("The server speaks TLS").contains("Use https://");
        }
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThat(problemOf(probe("http://127.0.0.1:" + port, Optional.empty()))).contains("connection refused");
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThat(problemOf(probe("http://no-such-host.invalid:8000", Optional.empty())))
                .contains("The host no-such-host.invalid is not known");
    }

    @Test
    void aSilentServerTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SideChannel channel = new SideChannel(BaseUrl.parse("127.0.0.1:" + silent.getLocalPort()),
                        SecretHeaders.NONE, Duration.ofMillis(200), Optional.empty())) {
            assertThat(problemOf(new TargetProbe(channel).probe(Optional.empty()))).contains("No answer from")
                    .contains("within 0.2 s");
        }
    }

    @Test
    void theTokenizerIsAskedBesideV1() throws IOException {
        json("/tokenize", "{\"count\":3,\"max_model_len\":4096,\"tokens\":[5,6,7]}");
        try (SideChannel channel = new SideChannel(BaseUrl.parse(url("/v1")), SecretHeaders.NONE, Duration.ofSeconds(5),
                Optional.empty())) {
            Optional<Tokenization> tokens = new ServerTokenizer(channel, "tiny").tokenize(Endpoint.COMPLETIONS,
                    "a b c");

            assertThat(tokens.orElseThrow().count()).isEqualTo(3);
            assertThat(tokens.orElseThrow().ids()).containsExactly(5, 6, 7);
        }
    }

    @Test
    void errorMessagesAreReadInEveryForm() {
        assertThat(List.of("{\"error\":{\"message\":\"a\"}}", "{\"object\":\"error\",\"message\":\"a\"}",
                "{\"error\":\"a\"}", "{\"detail\":\"a\"}"))
                .allSatisfy(body -> assertThat(new HttpReply(400, "", "", body).errorMessage()).isEqualTo("a"));
    }
}
