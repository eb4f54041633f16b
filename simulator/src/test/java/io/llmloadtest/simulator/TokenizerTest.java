package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "hello world", "  two  blanks ", "Upper Case", "internationalization",
            "a1b22 333 4444 55555", "caf\u00e9 \ud55c\uae00 \ud83d\ude80",
            "line\nbreak\ttab", "zzzz aaaa", "\"quoted\\\""})
    void decodingGivesBackTheText(String text) {
        assertThat(Tokenizer.decode(Tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void everyIdIsValidAndStandsForTheSamePieceWherever() {
        int[] ids = Tokenizer.encode("the cat and the cat");
        assertThat(Arrays.stream(ids).allMatch(Tokenizer::valid)).isTrue();
        assertThat(ids[1]).isEqualTo(ids[4]);
        assertThat(ids).hasSize(5);
    }

    @Test
    void randomTextSurvives() {
        long seed = 20_261_125;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(40, 32, 0x2ff).mapToObj(Character::toString).reduce("", String::concat);
            assertThat(Tokenizer.decode(Tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void theChatTemplateCostsTokensOfItsOwn() {
        int[] rendered = ChatTemplate.render(List.of(new ChatTemplate.Message("user", "hello")), true);
        assertThat(rendered.length).isGreaterThan(Tokenizer.encode("hello").length + 5);
        assertThat(Tokenizer.decode(rendered)).isEqualTo("<|im_start|>user\nhello<|im_end|>\n<|im_start|>assistant\n");
    }
}
