package io.llmloadtest.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans as they are written, and files that are none. */
@Timeout(20)
class PlanReaderTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void valuesStandAsTheyAreWritten() {
        PlanFile plan = PlanReader.parse("plan.yaml", """
                # a comment
                timeout: 1e1
                tolerance: 0.10
                concurrency: [1, '8']
                slo: "ttft.p95<500"
                accept:
                  - queueing
                  - finding: foreign-traffic
                    until: 2026-12-31
                """);
        assertThat(plan.entries()).extracting(PlanFile.Entry::key, PlanFile.Entry::line).containsExactly(
                tuple("timeout", 2), tuple("tolerance", 3),
                tuple("concurrency", 4), tuple("slo", 5),
                tuple("accept", 6));
        assertThat(plan.entries()).extracting(PlanFile.Entry::value).containsExactly(new PlanValue.One("1e1"),
                new PlanValue.One("0.10"),
                new PlanValue.Listed(List.of(new PlanValue.One("1"), new PlanValue.One("8"))),
                new PlanValue.One("ttft.p95<500"), new PlanValue.Listed(List.of(new PlanValue.One("queueing"),
                        new PlanValue.Pairs(Map.of("finding", "foreign-traffic", "until", "2026-12-31")))));
    }

    @Test
    void jsonIsAPlanToo() {
        assertThat(PlanReader.parse("plan.json", "{\"concurrency\": [1, 8]}").entries())
                .extracting(PlanFile.Entry::key).containsExactly("concurrency");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "a: 1\\nb: 2\\na: 3                | plan.yaml:3: the key 'a' is there already, in line 1",
            "a: [1, {b: 1, b: 2}]              | plan.yaml:1:15: the key 'b' is there already",
            "a: &x 1\\nb: *x                   | plan.yaml:1:4: anchors, aliases and tags",
            "a: *x                             | plan.yaml:1:4: anchors, aliases and tags",
            "a: !!java.lang.String x           | plan.yaml:1:4: anchors, aliases and tags",
            "a: !x [1]                         | plan.yaml:1:4: anchors, aliases and tags",
            "a:\\nb: 1                         | there is no value here",
            "a: [1, null]                      | plan.yaml:1:8: there is no value here",
            "a: [[1]]                          | plan.yaml:1:5: this is nested too deeply",
            "a: {b: [1]}                       | plan.yaml:1:8: this is nested too deeply",
            "[1]: 2                            | a key is one word",
            "- a                               | plan.yaml:1:1: a plan is lines of 'key: value'",
            "word                              | plan.yaml:1:1: a plan is lines of 'key: value'",
            "a: 1\\n---\\nb: 2                 | a plan is one document",
            "a: 'x                             | this is not YAML",
            "a: [1                             | this is not YAML",
            "a: b: c                           | plan.yaml:1:5: this is not YAML"})
    void whatIsNoPlanIsSaidWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> PlanReader.parse("plan.yaml", text.strip().replace("\\n", "\n")))
                .isInstanceOf(ConfigurationMistake.class).hasMessageContaining(message);
    }

    @Test
    void nothingIsAnEmptyPlan() {
        assertThat(PlanReader.parse("plan.yaml", "").entries()).isEmpty();
        assertThat(PlanReader.parse("plan.yaml", "# only this\n").entries()).isEmpty();
        assertThat(PlanReader.parse("plan.yaml", "---\n").entries()).isEmpty();
    }

    @Test
    void aFileThatNestsWithoutEndIsRefusedAtOnce() {
        assertThatThrownBy(() -> PlanReader.parse("plan.yaml", "a: " + "[".repeat(500_000)))
                .isInstanceOf(ConfigurationMistake.class).hasMessageContaining("nested too deeply");
    }

    @Test
    void aHugeFileIsNotReadToItsEnd() throws IOException {
        Path file = Files.write(folder.resolve("huge.yaml"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> PlanReader.read(file)).hasMessageContaining("at most 1 MiB");
    }

    @Test
    void binaryIsNoPlan() throws IOException {
        Path file = Files.write(folder.resolve("binary.yaml"), new byte[]{0, 1, 2, (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> PlanReader.read(file)).isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining("binary.yaml").hasMessageContaining("this is not YAML");
    }

    @Test
    void aMissingFileNamesTheWayToOne() {
        assertThatThrownBy(() -> PlanReader.read(folder.resolve("none.yaml"))).hasMessageContaining("none.yaml")
                .hasMessageContaining("llm-loadtest init");
        assertThatThrownBy(() -> PlanReader.read(folder)).isInstanceOf(ConfigurationMistake.class);
    }
}
