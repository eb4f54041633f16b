package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The preflight's sentences in both languages. */
class CheckBookTest {

    @Test
    void bothLanguagesSayTheSameOfTheSameValues() {
        ResourceBundle english = bundle(Locale.ENGLISH);
        ResourceBundle korean = bundle(Locale.KOREAN);
        assertThat(new TreeSet<>(korean.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.keySet()) {
            Set<String> names = Template.of(english.getString(key)).names();
            assertThat(Template.of(korean.getString(key)).names()).as(key).isEqualTo(names);
        }
    }

    @Test
    void aMissingDetailLeavesNoHole() {
        CheckBook book = CheckBook.of(Locale.ENGLISH);
        assertThat(book.sentence("log-no-docker", Map.of("problem", "no docker", "detail", "")))
                .startsWith("Docker cannot be asked (no docker).");
        assertThat(book.fix("log-ambiguous", Map.of()).orElseThrow()).contains("--container-name");
        assertThat(book.fix("log-there", Map.of())).isEmpty();
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("io.llmloadtest.text.doctor", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
