package io.llmloadtest.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.Rated;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say beside the report, in both languages. */
class ConsoleBookTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void everyLineHasItsPhraseAndNoPhraseIsLeftOver(String language) {
        Set<String> wanted = Arrays.stream(Line.values()).map(Line::key).collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(Axis.values()).forEach(axis -> wanted.add("word." + axis.key()));
        Arrays.stream(Rated.Unknown.values()).forEach(why -> wanted.add("word." + why.key()));
        List.of("unknown", "kernel", "user", "real-time", "normal").forEach(word -> wanted.add("word." + word));
        assertThat(Bundle.of("console", Locale.of(language)).keys().keySet()).isEqualTo(wanted);
    }

    @Test
    void whatIsNotKnownLeavesNoHole() {
        ConsoleBook book = ConsoleBook.of(Locale.ENGLISH);
        assertThat(book.say(Line.NOTE_LOG_UNAVAILABLE, Map.of("detail", "")))
                .isEqualTo("note: no log, so nothing can be checked against it");
        assertThat(book.say(Line.SEARCH, Map.of("found", "concurrency 8 met: ttft.p95 312 < 500", "next", "trying 16")))
                .isEqualTo("search: concurrency 8 met: ttft.p95 312 < 500; trying 16");
    }

    @Test
    void koreanIsKorean() {
        assertThat(ConsoleBook.of(Locale.KOREA).say(Line.RUN_FOLDER, Map.of("folder", "runs/x")))
                .isEqualTo("실행 폴더: runs/x");
        assertThat(ConsoleBook.of(Locale.FRENCH).say(Line.RUN)).isEqualTo("run");
    }
}
