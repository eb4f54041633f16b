package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The preflight's sentences in both languages. */
class CheckBookTest {

    @Test
    void aMissingDetailLeavesNoHole() {
        CheckBook book = CheckBook.of(Locale.ENGLISH);
        assertThat(book.sentence("log-no-docker", Map.of("problem", "no docker", "detail", "")))
                .startsWith("Docker cannot be asked (no docker).");
        assertThat(book.fix("log-ambiguous", Map.of()).orElseThrow()).contains("--container-name");
        assertThat(book.fix("log-there", Map.of())).isEmpty();
    }
}
