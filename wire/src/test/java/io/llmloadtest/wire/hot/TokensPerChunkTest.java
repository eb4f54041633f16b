package io.llmloadtest.wire.hot;

import static io.llmloadtest.wire.hot.Answers.DONE;
import static io.llmloadtest.wire.hot.Answers.decoded;
import static io.llmloadtest.wire.hot.Answers.decoder;
import static io.llmloadtest.wire.hot.Answers.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ChunkTrain;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many tokens each chunk brought, by the ids of {@code return_token_ids} or the running usage. */
class TokensPerChunkTest {

    /** In the form of vLLM 0.32.0: role, two thoughts, the mark that ends them, two pieces of a tool call. */
    private static final String REASONING_AND_TOOL_CALL = "data: {\"id\":\"chatcmpl-a\",\"choices\":[{\"index\":0,\"delta\":"
            + "{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}],"
            + "\"prompt_token_ids\":[1,2,3],\"prompt_text\":null}\n\n" + chunk("{\"reasoning\":\"so\"}", "[17]")
            + chunk("{\"reasoning\":\" it is\"}", "[18,4]") + chunk("{}", "[2]")
            + chunk("{\"tool_calls\":[{\"id\":\"t\",\"index\":0,\"function\":{\"name\":\"f\"}}]}", "[5,6,7]")
            + chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\"}}]}", "[8]")
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":8}}\n\n" + DONE;

    private static String chunk(String delta, String ids) {
        return "data: {\"id\":\"chatcmpl-a\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"logprobs\":null,\"finish_reason\":null,\"token_ids\":" + ids + "}]}\n\n";
    }

    private static int[] counts(ChunkTrain train) {
        return IntStream.range(0, train.size()).map(train::tokensSoFarAt).toArray();
    }

    @Test
    void listedIdsMakeARunningTotalWhereverTheAnswerIsCut() {
        byte[] answer = stream(REASONING_AND_TOOL_CALL);
        for (int split = 0; split <= answer.length; split++) {
            AnswerDecoder decoder = decoder(Limits.STANDARD, true);
            decoder.feed(answer, 0, split, 10);
            decoder.feed(answer, split, answer.length - split, 20);
            ChunkTrain train = decoder.train().snapshot();

            assertThat(decoder.whole()).as("split at %d", split).isTrue();
            assertThat(train.countsTokens()).isTrue();
            assertThat(counts(train)).containsExactly(0, 1, 3, 4, 7, 8, 8);
        }
    }

    @Test
    void reasoningAndToolCallsAreTokensAndWhatEndsTheReasoningIsNone() {
        ChunkTrain train = decoded(stream(REASONING_AND_TOOL_CALL)).train().snapshot();

        assertThat(IntStream.range(0, train.size()).mapToObj(i -> train.flagsAt(i) & ChunkTrain.TOKEN))
                .containsExactly(0, ChunkTrain.REASONING, ChunkTrain.REASONING, 0, ChunkTrain.TOOL_CALL,
                        ChunkTrain.TOOL_CALL, 0);
        assertThat(train.firstToken()).hasValue(1);
        assertThat(train.firstAfterReasoning()).hasValue(4);
    }

    @Test
    void anAnswerWithoutReasoningHasNothingAfterIt() {
        assertThat(decoded(stream(chunk("{\"content\":\"a\"}", "[1]") + chunk("{\"reasoning\":\"r\"}", "[2]")))
                .train().snapshot().firstAfterReasoning()).isEmpty();
        assertThat(decoded(stream(chunk("{\"reasoning\":\"r\"}", "[2]"))).train().snapshot().firstAfterReasoning())
                .isEmpty();
        assertThat(decoded(stream(chunk("{\"reasoning\":\"r\",\"content\":\"a\"}", "[2,3]"))).train().snapshot()
                .firstAfterReasoning()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"7\"", "{}", "3"})
    void aListThatIsNoneTellsNothing(String ids) {
        AnswerDecoder decoder = decoded(stream(chunk("{\"content\":\"a\"}", ids) + DONE));

        assertThat(decoder.flaw()).isEqualTo(Flaw.NONE);
        assertThat(decoder.train().snapshot().countsTokens()).isFalse();
    }

    @Test
    void whereBothAreToldTheUsageIsTaken() {
        String both = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"},\"token_ids\":[5]}],\"usage\":"
                + "{\"prompt_tokens\":5,\"completion_tokens\":2}}\n\n";

        assertThat(counts(decoded(stream(both + chunk("{\"content\":\"b\"}", "[9]"))).train().snapshot()))
                .containsExactly(2, 3);
    }

    @Test
    void idsOfSeveralChoicesAreNoRunningTotalOfOne() {
        assertThat(decoded(stream(chunk("{\"content\":\"a\"}", "[1]")
                + chunk("{\"content\":\"a\"}", "[1]").replace("\"index\":0", "\"index\":1"))).train().snapshot()
                .countsTokens()).isFalse();
    }

    @Test
    void theNextAnswerOfTheConnectionBeginsAtNone() {
        AnswerDecoder decoder = decoded(stream(REASONING_AND_TOOL_CALL));
        byte[] next = stream(chunk("{\"content\":\"a\"}", "[1,2]") + DONE);
        decoder.begin(true);
        decoder.feed(next, 0, next.length, 30);

        assertThat(counts(decoder.train().snapshot())).containsExactly(2);
    }
}
