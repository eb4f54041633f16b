package io.llmloadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The reports as they are printed, word for word. After a wanted change, write them anew with
 * {@code mvn -pl report -am test -Dgolden.write=true} and read the difference.
 */
class ConsoleReportTest {

    private static final PhraseBook ENGLISH = PhraseBook.of(Locale.ENGLISH);

    @ParameterizedTest
    @MethodSource("goldens")
    void theReportReadsAsTheGoldenFile(String name, ResultDocument result, int width, String language)
            throws IOException {
        String report = ConsoleReport.render(result, new Style(width, false, true),
                PhraseBook.of(Locale.of(language)));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Path.of("src/test/resources/io/llmloadtest/report", name + ".txt"), report);
            return;
        }
        assertThat(report).isEqualTo(golden(name));
    }

    static Stream<Arguments> goldens() {
        return Stream.of(Arguments.of("passed-80", Results.passed(), 80, "en"),
                Arguments.of("passed-120", Results.passed(), 120, "en"),
                Arguments.of("passed-60", Results.passed(), 60, "en"),
                Arguments.of("passed-80-ko", Results.passed(), 80, "ko"),
                Arguments.of("warned-80", Results.warned(), 80, "en"),
                Arguments.of("warned-120", Results.warned(), 120, "en"),
                Arguments.of("warned-80-ko", Results.warned(), 80, "ko"),
                Arguments.of("unverified-80", Results.unverified(), 80, "en"),
                Arguments.of("interrupted-80", Results.interrupted(), 80, "en"),
                Arguments.of("skipped-80", Results.skipped(), 80, "en"),
                Arguments.of("slo-80", Results.slo(), 80, "en"), Arguments.of("slo-80-ko", Results.slo(), 80, "ko"),
                Arguments.of("searched-80", Results.searched(), 80, "en"),
                Arguments.of("searched-80-ko", Results.searched(), 80, "ko"),
                Arguments.of("searched-in-vain-80", Results.searchedInVain(), 80, "en"),
                Arguments.of("tokens-per-chunk-80", Results.tokensPerChunk(), 80, "en"),
                Arguments.of("tokens-per-chunk-80-ko", Results.tokensPerChunk(), 80, "ko"),
                Arguments.of("conversations-80", Results.conversations(), 80, "en"),
                Arguments.of("conversations-120-ko", Results.conversations(), 120, "ko"),
                Arguments.of("estimated-100", Results.estimated(), 100, "en"),
                Arguments.of("many-requests-80", Results.manyRequests(), 80, "en"),
                Arguments.of("many-requests-80-ko", Results.manyRequests(), 80, "ko"),
                Arguments.of("repeated-80", Results.repeated(), 80, "en"),
                Arguments.of("repeated-80-ko", Results.repeated(), 80, "ko"));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (ResultDocument result : new ResultDocument[]{Results.passed(), Results.warned(), Results.unverified(),
                Results.interrupted(), Results.skipped(), Results.slo(), Results.searched(),
                Results.searchedInVain(), Results.tokensPerChunk(), Results.conversations(), Results.estimated(),
                Results.manyRequests(), Results.repeated()}) {
            for (Locale language : new Locale[]{Locale.ENGLISH, Locale.KOREAN}) {
                for (int width = 60; width <= 160; width += 5) {
                    int most = width;
                    assertThat(ConsoleReport.render(result, new Style(width, false, true), PhraseBook.of(language))
                            .lines()).allMatch(line -> Columns.width(line) <= most, "at most " + most + " columns");
                }
            }
        }
    }

    @Test
    void colourChangesNothingButColour() {
        String plain = ConsoleReport.render(Results.warned(), new Style(80, false, true), ENGLISH);
        String coloured = ConsoleReport.render(Results.warned(), new Style(80, true, true), ENGLISH);
        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[33m! WARN\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(plain);
    }

    @Test
    void anAsciiTerminalGetsAscii() {
        Style ascii = Style.of(80, false, StandardCharsets.US_ASCII);
        String report = ConsoleReport.render(Results.warned(), ascii, ENGLISH);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(report)).isTrue();
        assertThat(report).contains("+ PASS").contains("====").contains(">=60,000");
        assertThat(Style.of(80, false, StandardCharsets.UTF_8).unicode()).isTrue();
    }

    @Test
    void theServersWordsCannotSteerTheTerminal() {
        assertThat(ConsoleReport.render(Results.warned(), new Style(80, false, true), ENGLISH))
                .doesNotContain("\u001b", "\r").contains("no healthy upstream?[2J");
    }

    @Test
    void theWidthIsBroughtIntoReason() {
        assertThat(new Style(1, false, true).width()).isEqualTo(60);
        assertThat(new Style(500, false, true).width()).isEqualTo(160);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ConsoleReportTest.class.getResourceAsStream(name + ".txt")) {
            return in == null ? "no golden file " + name : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
