package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of an audit in both languages. */
class AuditBookTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void everyFigureOfEveryToolIsDefined(String language) {
        AuditBook book = AuditBook.of(Locale.of(language));
        for (String figure : List.of("ttft", "itl", "tpot", "e2e", "requests", "output_tokens")) {
            assertThat(book.ours(figure)).doesNotStartWith("audit.");
            assertThat(book.label(figure)).doesNotStartWith("audit.");
            for (String tool : List.of("vllm-bench", "guidellm", "aiperf", "inference-perf")) {
                assertThat(book.definition(tool, figure)).as(tool + " " + figure).doesNotStartWith("audit.");
            }
        }
    }
}
