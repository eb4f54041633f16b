package io.llmloadtest.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
    @Test
    void theFieldsThatMatterAreFoundAmongOthers() {
        String body = """
                {"model":"tiny","messages":[{"role":"user","content":"max_tokens"}],"extra":{"max_tokens":3},
                 "stream":true,"stream_options":{"continuous":{"a":[1]},"include_usage":true},"max_tokens":7,"n":1}""";
        assertThat(Ask.parse(body, 50)).contains(new Ask(7, true, true));
    }

    @Test
    void theDefaultHoldsWhereNoLimitIsNamed() {
        assertThat(Ask.parse("{\"max_tokens\":null,\"stream_options\":null}", 50)).contains(new Ask(50, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"max_tokens\":0}", "{\"max_tokens\":1000001}",
            "{\"max_tokens\":99999999999999999999}",
            "{\"stream\":true", "{\"stream\":tru}", "{\"max_tokens\":-5}"})
    void whatCannotBeServedIsNoAsk(String body) {
        assertThat(Ask.parse(body, 50)).isEmpty();
    }
}
