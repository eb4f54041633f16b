package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What streams carry beside plain text: thoughts, tool calls, token ids, several tokens at once. */
class DeltaFormTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern DELTA = Pattern.compile("\"delta\":(\\{.*?\\}),\"logprobs\"");
    private static final String TOOLS = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look_up\"}}]";
    private static final String IDS = ",\"return_token_ids\":true";

    private static SimulatorConfig.Builder config() {
        return SimulatorConfig.builder().model("tiny").seed(3);
    }

    private static String chat(SimulatorConfig config, int tokens, String more) throws IOException {
        try (var simulator = Simulator.start(config); var client = new TestClient(simulator)) {
            return client.chat("a", tokens, more).body();
        }
    }

    private static List<String> deltas(String stream) {
        return DELTA.matcher(stream).results().map(MatchResult::group).map(
                found -> found.replaceAll("\"delta\":|,\"logprobs\"", "").replaceAll(":\"[^\"]+\"", ":\"*\"")).toList();
    }

    private static List<JsonNode> events(String stream) {
        return TestClient.events(stream).stream().filter(event -> event.startsWith("{")).map(JSON::readTree).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.9.2|{\"reasoning_content\":\"*\"}|{\"content\":\"*\"}",
            "0.11.2|{\"reasoning_content\":\"*\"}|{\"content\":\"*\",\"reasoning_content\":null}",
            "0.13.0|{\"reasoning\":\"*\",\"reasoning_content\":\"*\"}|{\"content\":\"*\",\"reasoning_content\":null}",
            "0.32.0|{\"reasoning\":\"*\"}|{\"content\":\"*\"}"})
    void thoughtsComeUnderTheVersionsNameAndTheMarkBehindThemGivesNoEvent(String version, String thought,
            String answer) throws IOException {
        String stream = chat(config().vllmVersion(version).reasoningTokens(3).build(), 6, TestClient.STREAM);

        assertThat(deltas(stream)).hasSize(1 + 2 + 3).contains(thought, answer);
        assertThat(deltas(stream).subList(1, 3)).containsOnly(thought);
        assertThat(stream).contains("\"completion_tokens\":6}");
    }

    @Test
    void aListOfIdsComesWithEveryEventAndOneForTheMarkToo() throws IOException {
        String stream = chat(config().reasoningTokens(3).build(), 6, TestClient.STREAM + IDS);
        List<JsonNode> events = events(stream);

        assertThat(events.getFirst().path("prompt_token_ids").isArray()).isTrue();
        assertThat(events.subList(1, 7)).allMatch(event -> event.at("/choices/0/token_ids").size() == 1);
        assertThat(deltas(stream).get(3)).isEqualTo("{}");
    }

    @Test
    void aServerBeforeThemKnowsNoIds() throws IOException {
        assertThat(chat(config().vllmVersion("0.9.2").build(), 3, TestClient.STREAM + IDS)).doesNotContain("token_ids");
    }

    @Test
    void aToolCallIsNamedFirstAndItsArgumentsAreJson() throws IOException {
        List<JsonNode> events = events(chat(config().build(), 8, TestClient.STREAM + TOOLS));
        String arguments = events.stream()
                .map(event -> event.at("/choices/0/delta/tool_calls/0/function/arguments").asString(""))
                .collect(Collectors.joining());

        assertThat(events.get(1).at("/choices/0/delta/tool_calls/0/function/name").asString()).isEqualTo("look_up");
        assertThat(JSON.readTree(arguments).path("text").isString()).isTrue();
        assertThat(events.get(8).at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
    }

    @Test
    void aWholeAnswerTellsItsThoughtsAndItsToolCall() throws IOException {
        JsonNode message = JSON.readTree(chat(config().reasoningTokens(3).build(), 8, TOOLS)).at("/choices/0/message");

        assertThat(message.path("reasoning").asString()).isNotEmpty();
        assertThat(message.path("content").isNull()).isTrue();
        assertThat(message.at("/tool_calls/0/function/name").asString()).isEqualTo("look_up");
    }

    @Test
    void severalTokensLeaveInOneEventButTheFirstAndTheRestAtTheEnd() throws IOException {
        List<JsonNode> events = events(chat(config().streamInterval(4).build(), 11, TestClient.STREAM + IDS));

        assertThat(events.subList(1, 5)).extracting(event -> event.at("/choices/0/token_ids").size())
                .containsExactly(1, 4, 4, 2);
    }

    @Test
    void everyChoiceCountsItsOwnTokens() throws IOException {
        List<JsonNode> events = events(chat(config().build(), 4,
                ",\"n\":2,\"stream\":true,\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true}"));

        assertThat(events.subList(0, events.size() - 1))
                .allMatch(event -> event.at("/usage/completion_tokens").asInt() <= 4);
        assertThat(events.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(8);
    }
}
