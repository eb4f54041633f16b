package io.llmloadtest.wire.hot;

import static io.llmloadtest.wire.hot.Answers.DONE;
import static io.llmloadtest.wire.hot.Answers.decoded;
import static io.llmloadtest.wire.hot.Answers.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ServerTimes;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChunksTest {

    private static String event(String json) {
        return "data: " + json + "\n\n";
    }

    private static String delta(String delta) {
        return event("{\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}],\"usage\":null}");
    }

    private static String counted(int index, int tokens) {
        return event("{\"choices\":[{\"index\":" + index + ",\"delta\":{\"content\":\"a\"}}],\"usage\":"
                + "{\"prompt_tokens\":5,\"completion_tokens\":" + tokens + "}}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"role\":\"assistant\",\"content\":\"\"}|0", "{\"content\":\"a\"}|1",
            "{\"content\":null,\"reasoning_content\":\"r\"}|2", "{\"reasoning\":\"r\",\"reasoning_content\":\"r\"}|2",
            "{\"content\":\"a\",\"reasoning\":\"r\"}|3", "{\"tool_calls\":[]}|0", "{\"tool_calls\":[{\"index\":0}]}|4",
            "{\"function_call\":null}|0", "{\"function_call\":{\"name\":\"f\"}}|4", "{\"refusal\":\"no\"}|1",
            "{\"content\":[{\"type\":\"text\"}]}|1", "{}|0", "null|0", "{\"content\":\"\\u0000\"}|1",
            "{\"x\":{\"content\":\"a\"}}|0"})
    void aDeltaIsWhatItCarries(String delta, int flags) {
        AnswerDecoder decoder = decoded(stream(delta(delta)));
        assertThat(decoder.flaw()).isEqualTo(Flaw.NONE);
        assertThat(decoder.train().snapshot().flagsAt(0)).isEqualTo(flags);
    }

    @Test
    void aCompletionChunkHasText() {
        AnswerDecoder decoder = decoded(stream(event("{\"choices\":[{\"text\":\"a\",\"finish_reason\":\"length\"}]}")
                + event("{\"choices\":[{\"text\":\"\"}]}")));
        ChunkTrain train = decoder.train().snapshot();
        assertThat(train.flagsAt(0)).isEqualTo(ChunkTrain.CONTENT | ChunkTrain.FINISH);
        assertThat(train.flagsAt(1)).isEqualTo(ChunkTrain.SHARED_READ);
    }

    /** The usage chunk of a vLLM 0.32.0 with {@code --enable-per-request-metrics}. */
    @Test
    void whatTheServerSaysOfItsOwnTimeIsTakenOver() {
        String usage = "{\"id\":\"chatcmpl-a\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":"
                + "{\"prompt_tokens\":5,\"total_tokens\":12,\"completion_tokens\":7},\"metrics\":"
                + "{\"time_to_first_token_ms\":8.55,\"generation_time_ms\":16.4,\"queue_time_ms\":4.4e-02,"
                + "\"mean_itl_ms\":2.35,\"tokens_per_second\":320.4,\"speculative_decoding\":{\"num_spec_tokens\":3}}}";
        assertThat(decoded(stream(event(usage))).facts().serverTimes()).contains(
                new ServerTimes(OptionalLong.of(44_000), OptionalLong.of(8_550_000), OptionalLong.of(16_400_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "7", "\"text\"", "{\"queue_time_ms\":null}", "{\"queue_time_ms\":-1}",
            "{\"queue_time_ms\":\"5\"}", "{\"queue_time_ms\":1e300}", "{\"queue_time_ms\":{\"queue_time_ms\":1}}",
            "{\"queue_time_ms\":0.00000000000000000000000000000000000000000001}", "{\"tokens\":4}"})
    void timesThatAreNoneAreAbsent(String metrics) {
        AnswerDecoder decoder = decoded(stream(event("{\"choices\":[],\"metrics\":" + metrics + "}") + DONE));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.facts().serverTimes()).isEmpty();
    }

    @Test
    void aTimeThatTheServerDoesNotKnowLeavesTheOthers() {
        AnswerDecoder decoder = decoded(
                stream(event("{\"metrics\":{\"queue_time_ms\":0,\"generation_time_ms\":null}}")));
        assertThat(decoder.facts().serverTimes())
                .contains(new ServerTimes(OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty()));
        byte[] next = stream(event("{\"choices\":[]}"));
        decoder.begin(true);
        decoder.feed(next, 0, next.length, 1);
        assertThat(decoder.facts().serverTimes()).isEmpty();
    }

    @Test
    void whatTheAnswerSaysIsKeptOnRequestAsItStandsInTheJson() {
        byte[] answer = stream(delta("{\"role\":\"assistant\",\"content\":\"\"}")
                + delta("{\"reasoning_content\":\"hm\"}") + delta("{\"content\":\"a \\\"b\\\" \\ud83d\"}")
                + delta("{\"content\":\"\\ude00\\n\u00e9\"}") + DONE);
        AnswerDecoder decoder = new AnswerDecoder(Limits.STANDARD);
        decoder.begin(true, true);
        decoder.feed(answer, 0, answer.length, 1);
        assertThat(decoder.facts().text().map(Answers::text)).contains("a \\\"b\\\" \\ud83d\\ude00\\n\u00e9");

        decoder.begin(true);
        decoder.feed(answer, 0, answer.length, 1);
        assertThat(decoder.facts().text()).isEmpty();
    }

    @Test
    void anAnswerOfMoreThanAMegabyteHasNoText() {
        byte[] answer = stream(delta("{\"content\":\"" + "x".repeat(600_000) + "\"}").repeat(2) + DONE);
        AnswerDecoder decoder = new AnswerDecoder(Limits.STANDARD);
        decoder.begin(true, true);
        decoder.feed(answer, 0, answer.length, 1);
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.facts().text()).isEmpty();
    }

    @Test
    void brokenUtf8InATextIsStillAToken() {
        byte[] events = "data: {\"choices\":[{\"delta\":{\"content\":\"\u00ff\u00c3\u0080\u00e4\"}}]}\n\ndata: [DONE]\n\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        AnswerDecoder decoder = decoded(stream(events));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.train().anyToken()).isTrue();
    }

    @Test
    void theLastUsageWinsAndNullIsNone() {
        AnswerDecoder decoder = decoded(stream(delta("{}") + counted(0, 1)
                + event("{\"choices\":[],\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":9,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":4}}}")
                + event("{\"choices\":[],\"usage\":null}")));
        assertThat(decoder.facts().promptTokens()).isEqualTo(6);
        assertThat(decoder.facts().completionTokens()).isEqualTo(9);
        assertThat(decoder.facts().cachedTokens()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "7", "{\"prompt_tokens\":5}",
            "{\"prompt_tokens\":5,\"completion_tokens\":-1}", "{\"prompt_tokens\":5,\"completion_tokens\":1.5}",
            "{\"prompt_tokens\":5,\"completion_tokens\":99999999999}",
            "{\"prompt_tokens\":\"5\",\"completion_tokens\":3}"})
    void countsThatAreNoneAreAbsent(String usage) {
        AnswerDecoder decoder = decoded(stream(event("{\"choices\":[],\"usage\":" + usage + "}")));
        assertThat(decoder.flaw()).isEqualTo(Flaw.NONE);
        assertThat(decoder.facts().usage()).isFalse();
    }

    @Test
    void countsOnEveryChunkMakeARunningTotal() {
        ChunkTrain train = decoded(stream(event("{\"choices\":[{\"delta\":{\"role\":\"assistant\"}}],\"usage\":"
                + "{\"prompt_tokens\":5,\"completion_tokens\":0}}") + counted(0, 1) + delta("{}") + counted(0, 4)
                + event("{\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":5}}")
                + DONE)).train().snapshot();
        assertThat(train.countsTokens()).isTrue();
        assertThat(new int[]{train.tokensSoFarAt(0), train.tokensSoFarAt(1), train.tokensSoFarAt(2),
                train.tokensSoFarAt(3), train.tokensSoFarAt(4)}).containsExactly(0, 1, 1, 4, 4);
    }

    @Test
    void countsThatAreNoRunningTotalAreNotTaken() {
        assertThat(decoded(stream(delta("{\"content\":\"a\"}") + counted(0, 2))).train().snapshot().countsTokens())
                .isFalse();
        assertThat(decoded(stream(counted(0, 1) + delta("{\"content\":\"a\"}"))).train().snapshot().countsTokens())
                .isFalse();
        assertThat(decoded(stream(counted(0, 2) + counted(0, 1))).train().snapshot().countsTokens()).isFalse();
        assertThat(decoded(stream(counted(0, 1) + counted(1, 1))).train().snapshot().countsTokens()).isFalse();
    }

    @Test
    void everyChoiceEndsOnce() {
        FinishReasons reasons = decoded(stream(
                event("{\"choices\":[{\"finish_reason\":\"stop\",\"index\":0}]}")
                        + event("{\"choices\":[{\"index\":1,\"finish_reason\":\"length\"},"
                                + "{\"index\":0,\"finish_reason\":\"stop\"}]}")
                        + event("{\"choices\":[{\"index\":70,\"finish_reason\":\"stop\"},"
                                + "{\"index\":2000000,\"finish_reason\":\"\"}]}")))
                .facts().finishReasons();
        assertThat(reasons.size()).isEqualTo(2);
        assertThat(reasons.count(0)).isEqualTo(2);
        assertThat(reasons.count(1)).isEqualTo(1);
    }

    @Test
    void aFloodOfReasonsIsBounded() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            events.append(event("{\"choices\":[{\"index\":" + i + ",\"finish_reason\":\"r" + i + "\"}]}"));
        }
        FinishReasons reasons = decoded(stream(events.toString())).facts().finishReasons();
        int counted = 0;
        for (int i = 0; i < reasons.size(); i++) {
            counted += reasons.count(i);
        }
        assertThat(reasons.size()).isEqualTo(16);
        assertThat(counted).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"error\":{\"message\":\"m\",\"type\":\"T\",\"param\":null,\"code\":500}}|500|T|m",
            "{\"error\":{\"message\":\"m\",\"type\":\"T\",\"code\":null}}||T|m",
            "{\"error\":\"Unauthorized\"}|||Unauthorized",
            "{\"object\":\"error\",\"message\":\"m\",\"type\":\"T\",\"param\":null,\"code\":400}|400|T|m",
            "{\"message\":\"m\",\"object\":\"error\"}|||m", "{\"error\":{}}|||", "{\"error\":[\"x\"]}|||"})
    void anErrorEventIsOneInAllItsForms(String json, String code, String type, String message) {
        AnswerDecoder decoder = decoded(stream(delta("{\"content\":\"a\"}") + event(json) + DONE));
        Facts facts = decoder.facts();
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.done()).isTrue();
        assertThat(decoder.train().size()).isEqualTo(1);
        assertThat(facts.error()).isTrue();
        assertThat(Answers.text(facts.errorCode())).isEqualTo(code == null ? "" : code);
        assertThat(Answers.text(facts.errorType())).isEqualTo(type == null ? "" : type);
        assertThat(Answers.text(facts.errorMessage())).isEqualTo(message == null ? "" : message);
    }

    @Test
    void anEventNamedErrorNeedsNoErrorObject() {
        AnswerDecoder decoder = decoded(
                stream("event: error\ndata: {\"message\":\"m\"}\n\nevent: error\ndata: dead\n\n"));
        assertThat(decoder.whole()).isTrue();
        assertThat(Answers.text(decoder.facts().errorMessage())).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":null,\"choices\":[]}", "{\"error\":false}", "{\"message\":\"m\"}",
            "{\"object\":\"chat.completion.chunk\",\"code\":3}"})
    void whatOnlyLooksLikeAnErrorIsNone(String json) {
        assertThat(decoded(stream(event(json))).facts().error()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"choices\":[}", "nope", "[]", "7", "\"text\"", "{}{}", "{\"a\":1,}", "{\"a\" 1}",
            "{'a':1}", "{\"a\":01}", "{\"a\":tru}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":-}", "[DONE] x"})
    void anEventThatIsNoObjectIsSaid(String data) {
        assertThat(decoded(stream(event(data))).flaw()).isEqualTo(Flaw.BAD_EVENT);
    }

    @Test
    void nestingIsBounded() {
        String deep = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        assertThat(decoded(stream(event(deep))).flaw()).isEqualTo(Flaw.BAD_EVENT);
    }

    @Test
    void emptyDataAndWhatComesAfterTheEndIsPassedOver() {
        AnswerDecoder decoder = decoded(stream("data:\n\n" + event("  [DONE] ") + event("nonsense")));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.done()).isTrue();
        assertThat(decoder.train().size()).isZero();
    }

    @Test
    void tooManyEventsAreSaid() {
        byte[] answer = stream(delta("{\"content\":\"a\"}").repeat(11));
        AnswerDecoder decoder = Answers.decoder(new Limits(1000, 1000, 1000, 1000, 10), true);
        decoder.feed(answer, 0, answer.length, 1);
        assertThat(decoder.flaw()).isEqualTo(Flaw.TOO_MANY_CHUNKS);
        assertThat(decoder.train().size()).isEqualTo(10);
    }
}
