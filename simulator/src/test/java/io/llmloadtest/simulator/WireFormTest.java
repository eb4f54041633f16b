package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Bodies and events are those of the captures, byte for byte once ids, times, texts and counts are blanked. */
class WireFormTest {
    static final String[] VERSIONS = Captures.VERSIONS;
    private static final Pattern TEXTS = Pattern
            .compile("\"(id|content|text|system_fingerprint)\":\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern COUNTS = Pattern
            .compile("\"(created|prompt_tokens|total_tokens|completion_tokens)\":\\d+");

    private static SimulatorConfig config(String version) {
        return SimulatorConfig.builder().model("tiny").vllmVersion(version).build();
    }

    private static String blanked(String json) {
        return COUNTS.matcher(TEXTS.matcher(json).replaceAll("\"$1\":\"*\"")).replaceAll("\"$1\":0");
    }

    /** The forms in order, each once while it repeats. */
    private static List<String> forms(String stream) {
        var forms = new ArrayList<String>();
        for (String line : stream.split("\n", -1)) {
            String form = blanked(line);
            if (!form.isEmpty() && (forms.isEmpty() || !forms.getLast().equals(form))) {
                forms.add(form);
            }
        }
        return forms;
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void chatStreams(String version) throws IOException {
        try (var simulator = Simulator.start(config(version)); var client = new TestClient(simulator)) {
            HttpResponse<String> response = client.chat("fx-0005", 33, TestClient.STREAM);
            assertThat(forms(response.body())).isEqualTo(forms(Captures.text(version, "chat-stream.sse")));
            assertThat(response.body()).endsWith("\n\ndata: [DONE]\n\n");
            assertThat(TestClient.events(response.body())).hasSize(33 + 3).first().asString()
                    .contains("\"id\":\"chatcmpl-fx-0005\"");
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
            assertThat(response.headers().firstValue("server")).contains("uvicorn");
        }
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void completionStreams(String version) throws IOException {
        try (var simulator = Simulator.start(config(version)); var client = new TestClient(simulator)) {
            HttpResponse<String> response = client.post("/v1/completions",
                    "{\"model\":\"tiny\",\"prompt\":\"alpha bridge\",\"max_tokens\":8,\"ignore_eos\":true"
                            + TestClient.STREAM + "}",
                    "X-Request-Id", "fx-0033");
            assertThat(forms(response.body())).isEqualTo(forms(Captures.text(version, "completions-stream.sse")));
        }
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void wholeChatAnswersAndOtherBodies(String version) throws IOException {
        try (var simulator = Simulator.start(config(version)); var client = new TestClient(simulator)) {
            assertThat(blanked(client.chat("fx-0034", 13, "").body()))
                    .isEqualTo(blanked(Captures.text(version, "chat.json")));
            assertThat(blanked(client.get("/v1/models").body()))
                    .isEqualTo(blanked(Captures.text(version, "models.json")));
            assertThat(client.get("/version").body()).isEqualTo(Captures.text(version, "version.json"));
        }
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void errors(String version) throws IOException {
        try (var simulator = Simulator.start(config(version)); var client = new TestClient(simulator)) {
            HttpResponse<String> unknown = client.post("/v1/chat/completions",
                    TestClient.chatBody("x", 8, "").replace("tiny", "no-such-model"));
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).isEqualTo(Captures.text(version, "error-404.json"));
            HttpResponse<String> invalid = client.chat("x", -1, TestClient.STREAM);
            assertThat(invalid.statusCode()).isEqualTo(400);
            assertThat(invalid.body()).isEqualTo(Captures.text(version, "error-400.json"));
        }
    }
}
