package io.llmloadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.compare.document.ComparisonDocument;
import io.llmloadtest.compare.document.ComparisonDocument.DifferenceView;
import io.llmloadtest.compare.document.ComparisonDocument.EffectView;
import io.llmloadtest.compare.document.ComparisonDocument.MethodView;
import io.llmloadtest.compare.document.ComparisonDocument.NumbersView;
import io.llmloadtest.compare.document.ComparisonDocument.RunView;
import io.llmloadtest.compare.document.ComparisonDocument.SettingView;
import io.llmloadtest.compare.document.ComparisonDocument.SideView;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A comparison as it is printed, word for word; written anew with {@code -Dgolden.write=true}. */
class ComparisonReportTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    @ParameterizedTest
    @CsvSource({"compared-80, 80, en", "compared-120, 120, en", "compared-80-ko, 80, ko"})
    void theReportReadsAsTheGoldenFile(String name, int width, String language) throws IOException {
        String report = ComparisonReport.render(compared("regression"), new Style(width, false, true),
                PhraseBook.of(Locale.of(language)));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Path.of("src/test/resources/io/llmloadtest/report", name + ".txt"), report);
            return;
        }
        assertThat(report).isEqualTo(golden(name));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (Locale language : new Locale[]{Locale.ENGLISH, Locale.KOREAN}) {
            for (int width = 80; width <= 160; width += 5) {
                int most = width;
                assertThat(ComparisonReport.render(compared("cannot_tell"), new Style(width, false, true),
                        PhraseBook.of(language)).lines())
                        .allMatch(line -> Columns.width(line) <= most, "at most " + most + " columns");
            }
        }
    }

    @Test
    void whatAServerSaysCannotSteerTheTerminal() {
        assertThat(ComparisonReport.render(compared("regression"), new Style(80, false, true),
                PhraseBook.of(Locale.ENGLISH))).doesNotContain("\u001b");
    }

    private static ComparisonDocument compared(String decision) {
        return new ComparisonDocument("1", decision,
                new MethodView(0.95, 0.8, 5, false, NONE, List.of("lengths"), true),
                new SideView(List.of(run("a1", "2026-11-25T10:00:00.5Z", "passed", "0.31.0"),
                        run("a2", "2026-11-25T11:00:00Z", "passed", "0.31.0"),
                        run("a3", "2026-11-25T12:00:00Z", "skipped", "0.31.0"))),
                new SideView(List.of(run("b", "2026-11-26T10:00:00Z", "passed", "0.32.0"))), differences(),
                List.of(new SettingView(OptionalInt.of(8), NONE, Optional.empty(), effects()),
                        new SettingView(OptionalInt.of(64), OptionalDouble.of(20), Optional.of("poisson 20"),
                                List.of(effects().getFirst()))));
    }

    private static List<DifferenceView> differences() {
        List<DifferenceView> differences = new ArrayList<>();
        differences.add(new DifferenceView("lengths", "output_len", true, List.of("16"), List.of("16", "32")));
        differences.add(new DifferenceView("server-version", "version", false, List.of("0.31.0"), List.of("0.32.0")));
        differences.add(new DifferenceView("engine", "cache_config.\u001b[2Jevil", false, List.of(""),
                List.of("x".repeat(100))));
        return differences;
    }

    private static List<EffectView> effects() {
        return List.of(
                effect("throughput", "tokens_per_second", 1917.3, 1512, OptionalDouble.of(-0.211), "worse", null),
                effect("ttft.mean", "ms", 45.2, 45.1, OptionalDouble.of(-0.002), "same", null),
                effect("ttft.p95", "ms", 95.2, 80.1, OptionalDouble.of(-0.15), "better", null),
                effect("tpot.mean", "ms", 9.2, 9.25, OptionalDouble.of(0.005), "not_worse", null),
                effect("e2e.p95", "ms", 1145.2, 1245.1, OptionalDouble.of(0.087), "cannot_tell", "too_wide"),
                new EffectView("ttft.p99", "ms", "lower", new NumbersView(NONE, List.of()),
                        new NumbersView(NONE, List.of()), NONE, "ratio", NONE, NONE, NONE, 0.05, Optional.empty(),
                        NONE, NONE, NONE, OptionalInt.empty(), "cannot_tell", Optional.of("not_measured")),
                effect("error_rate", "share", 0, 0.004, OptionalDouble.of(0.004), "same", null));
    }

    private static EffectView effect(String metric, String unit, double before, double after, OptionalDouble change,
            String outcome, String doubt) {
        return new EffectView(metric, unit, "lower", new NumbersView(OptionalDouble.of(before), List.of(before)),
                new NumbersView(OptionalDouble.of(after), List.of(after)), OptionalDouble.of(after - before), "ratio",
                change, OptionalDouble.of(change.getAsDouble() - 0.03), OptionalDouble.of(change.getAsDouble() + 0.03),
                0.05, Optional.of("baseline_runs"), OptionalDouble.of(2), OptionalDouble.of(0.01),
                OptionalDouble.of(0.061), OptionalInt.of(9), outcome, Optional.ofNullable(doubt));
    }

    private static RunView run(String id, String start, String standing, String version) {
        return new RunView(id, "runs/" + id, Instant.parse(start), standing, Map.of("model",
                Map.of("model", "Qwen/Qwen3-8B"), "server-version", Map.of("kind", "vllm", "version", version)));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ComparisonReportTest.class.getResourceAsStream(name + ".txt")) {
            return in == null ? "no golden file " + name : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
