package io.llmloadtest.wire.hot;

import static io.llmloadtest.wire.hot.Answers.decoded;
import static io.llmloadtest.wire.hot.Answers.sized;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingsTest {

    private static final String DATA = "\"data\":[{\"index\":0,\"object\":\"embedding\",\"embedding\":[0.5,-1e-3]}]";

    private static AnswerDecoder answer(String document) {
        return decoded(new String(sized(200, "application/json", document), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"prompt_tokens\":7,\"total_tokens\":7,\"completion_tokens\":0,\"prompt_tokens_details\":null",
            "\"prompt_tokens\":7,\"total_tokens\":7"})
    void anEmbeddingIsAWholeAnswerWithoutCompletionTokens(String usage) {
        for (String document : new String[]{
                "{\"id\":\"embd-1\",\"object\":\"list\"," + DATA + ",\"usage\":{" + usage + "}}",
                "{\"id\":\"embd-1\",\"object\":\"list\",\"usage\":{" + usage + "}," + DATA + "}"}) {
            AnswerDecoder decoder = answer(document);

            assertThat(decoder.whole()).isTrue();
            assertThat(decoder.facts().embeddings()).isTrue();
            assertThat(decoder.facts().usage()).isTrue();
            assertThat(decoder.facts().promptTokens()).isEqualTo(7);
            assertThat(decoder.facts().completionTokens()).isZero();
        }
    }

    @Test
    void anEmbeddingMayComeAsBase64() {
        assertThat(answer("{\"data\":[{\"embedding\":\"AAAA\"}]}").whole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"object\":\"list\",\"data\":[]}", "{\"data\":[{\"id\":\"a-model\"}]}", "{\"data\":{}}",
            "{\"data\":null}", "{\"data\":[1]}"})
    void aListOfSomethingElseIsNone(String document) {
        assertThat(answer(document).flaw()).isEqualTo(Flaw.NOT_OPENAI);
    }

    @Test
    void aUsageWithoutCompletionTokensIsNoneWhereThereShouldBeSome() {
        AnswerDecoder decoder = answer(
                "{\"choices\":[{\"index\":0}],\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}");

        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.facts().usage()).isFalse();
    }
}
