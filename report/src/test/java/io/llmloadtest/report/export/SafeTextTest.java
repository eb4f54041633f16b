package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1"})
    void aCellThatBeginsLikeAFormulaBeginsWithAnApostrophe(String hostile) {
        assertThat(SafeText.cell(hostile)).isEqualTo("'" + hostile.strip());
    }

    @Test
    void aCellThatDoesNotStaysAsItIs() {
        assertThat(SafeText.cell("Qwen/Qwen3-8B")).isEqualTo("Qwen/Qwen3-8B");
        assertThat(SafeText.cell("한국어 = 모델")).isEqualTo("한국어 = 모델");
        assertThat(SafeText.cell("")).isEmpty();
    }

    @Test
    void whatXmlCannotHoldIsReplacedAndNothingElse() {
        assertThat(SafeText.xml("a\u0000b\u0008c\ufffed\uffffe\ud800f\udc00")).isEqualTo(
                "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffd");
        String whole = "\t\n\r é 한 \ue000 \ud83d\ude00 <&>";
        assertThat(SafeText.xml(whole)).isEqualTo(whole);
    }
}
