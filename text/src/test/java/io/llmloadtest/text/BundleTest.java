package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.verdict.Fact;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all books are made of, in both languages. */
class BundleTest {

    @ParameterizedTest
    @ValueSource(strings = {"audit", "console", "doctor", "phrases"})
    void bothFilesHaveTheSameKeys(String name) throws IOException {
        assertThat(own(name + "_ko")).isNotEmpty().isEqualTo(own(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"audit", "console", "doctor", "phrases"})
    void bothLanguagesSayTheSameOfTheSameValues(String name) {
        Bundle korean = Bundle.of(name, Locale.KOREAN);
        assertThat(korean.locale()).isEqualTo(Locale.KOREAN);
        assertThat(korean.keys()).isEqualTo(Bundle.of(name, Locale.ENGLISH).keys());
    }

    @Test
    void everyOtherLanguageReadsEnglish() {
        assertThat(Bundle.of("console", Locale.KOREA).locale()).isEqualTo(Locale.KOREAN);
        assertThat(Bundle.of("console", Locale.FRENCH).locale()).isEqualTo(Locale.ENGLISH);
        assertThat(Bundle.of("console", Locale.FRENCH).phrase("run", Map.of())).isEqualTo("run");
    }

    @Test
    void aKeyWithoutAPhraseReadsAsItStands() {
        Bundle bundle = Bundle.of("console", Locale.ENGLISH);
        assertThat(bundle.find("no-such-key", Map.of())).isEmpty();
        assertThat(bundle.phrase("no-such-key", Map.of())).isEqualTo("no-such-key");
        assertThat(bundle.find("run-folder", Map.of())).as("a value is missing").isEmpty();
    }

    @Test
    void aBlankTextCountsAsMissing() {
        assertThat(Bundle.facts(Map.of("there", "x", "empty", "", "blank", " ")))
                .isEqualTo(Map.of("there", Fact.of("x")));
    }

    /** The keys in a file itself: what it lacks is not looked up elsewhere, as a resource bundle does. */
    private static TreeSet<String> own(String file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Bundle.class.getResourceAsStream(file + ".properties")),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return new TreeSet<>(texts.stringPropertyNames());
    }
}
