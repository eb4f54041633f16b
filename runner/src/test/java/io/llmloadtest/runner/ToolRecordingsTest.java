package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.store.AuditView;
import io.llmloadtest.store.AuditView.FigureView;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.verdict.Tolerances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded tests of the four tools: 40 requests of 32 tokens, 8 at a time, with the server's metrics pages and log of the
 * same time. Those in {@code clean} are against a real vLLM 0.32.0 on a CPU, those in {@code stream-errors} against the
 * simulator, which ends some streams in an error event.
 */
class ToolRecordingsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/tools");

    @ParameterizedTest
    @CsvSource({"vllm-bench,r.json.gz", "guidellm,r.json.gz", "aiperf,profile_export.jsonl.gz",
            "inference-perf,per_request_lifecycle_metrics.json.gz"})
    void aCleanTestAgreesWithTheServerToTheLastRequestAndToken(String tool, String file) throws IOException {
        ResultDocument result = judge("clean", tool, file);

        AuditView audit = result.audit().orElseThrow();
        assertThat(audit.tool()).isEqualTo(tool);
        assertThat(audit.keepsRequests()).isTrue();
        assertThat(audit.reported().succeeded()).hasValue(40);
        assertThat(audit.reported().failed()).hasValue(0);
        for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "HTTP Requests",
                "HTTP 200 Count")) {
            ComparisonView seen = row(result, row);
            assertThat(seen.status()).as(row).isEqualTo("PASS");
            assertThat(seen.clientValue()).as(row).isEqualTo(seen.serverValue());
        }
        assertThat(row(result, "Request Count").clientValue()).hasValue(40);
        assertThat(row(result, "Total Tokens").clientValue()).hasValue(1280);
        // recorded on two busy cores that the server used as well: the tools really were late
        assertThat(warnings(result)).isSubsetOf("ttft-gap", "tool-late");
    }

    @ParameterizedTest
    @CsvSource({"vllm-bench,r.json.gz", "aiperf,profile_export.jsonl.gz",
            "inference-perf,per_request_lifecycle_metrics.json.gz"})
    void errorEventsThatAToolCountsAsSuccessesAreNamed(String tool, String file) throws IOException {
        ResultDocument result = judge("stream-errors", tool, file);

        assertThat(result.audit().orElseThrow().reported().succeeded()).hasValue(40);
        FindingView finding = finding(result, "failures-counted-as-successes").orElseThrow();
        assertThat(finding.severity()).isEqualTo("warning");
        assertThat(((Number) finding.values().get("requests")).doubleValue()).isEqualTo(40 - serversCount(result));
        assertThat(warnings(result)).doesNotContain("unexplained-difference", "requests-missing-on-server");
    }

    @Test
    void guidellmTellsErrorEventsAndIsNotAccused() throws IOException {
        ResultDocument result = judge("stream-errors", "guidellm", "r.json.gz");

        assertThat(finding(result, "failures-counted-as-successes")).isEmpty();
        assertThat(result.audit().orElseThrow().reported().failed().orElse(0)).isPositive();
        assertThat(warnings(result)).contains("stream-errors").doesNotContain("unexplained-difference");
    }

    @Test
    void vllmBenchsGapOfZeroInEachRequestIsInformation() throws IOException {
        ResultDocument result = judge("clean", "vllm-bench", "r.json.gz");

        FindingView gaps = finding(result, "zero-gaps").orElseThrow();
        assertThat(gaps.severity()).isEqualTo("info");
        FigureView itl = figure(result, "itl");
        assertThat(itl.likeness()).isEqualTo("different");
        // 32 gaps a request of which one is nothing: by our definition the mean is 32/31 of the tool's
        assertThat(itl.fromRequests().orElseThrow()).isCloseTo(itl.reported().orElseThrow() * 32 / 31,
                within(0.02 * itl.reported().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vllm-bench,r.json.gz", "guidellm,r.json.gz", "aiperf,profile_export.jsonl.gz",
            "inference-perf,per_request_lifecycle_metrics.json.gz"})
    void whatIsCalledComparableIs(String recording) throws IOException {
        String[] names = recording.split(",");
        ResultDocument result = judge("clean", names[0], names[1]);

        for (FigureView figure : result.audit().orElseThrow().figures()) {
            if (!figure.likeness().equals("different") && figure.reported().isPresent()
                    && figure.fromRequests().isPresent() && !figure.figure().matches("requests|output_tokens")) {
                assertThat(figure.fromRequests().getAsDouble()).as(figure.figure()).isCloseTo(
                        figure.reported().getAsDouble(), within(2 + 0.03 * figure.reported().getAsDouble()));
            }
        }
    }

    private static ResultDocument judge(String kind, String tool, String file) throws IOException {
        Path folder = RECORDINGS.resolve(kind).resolve(tool);
        assertThat(Files.isDirectory(folder)).as(folder.toAbsolutePath().toString()).isTrue();
        return new LoosePieces(folder.resolve(file), Optional.of(folder.resolve("metrics-before.txt.gz")),
                Optional.of(folder.resolve("metrics-after.txt.gz")), Optional.of(folder.resolve("docker.log.gz")))
                .judge(Tolerances.DEFAULT).document();
    }

    private static double serversCount(ResultDocument result) {
        return row(result, "Request Count").serverValue().orElseThrow();
    }

    private static ComparisonView row(ResultDocument result, String name) {
        return validation(result).comparisons().stream().filter(row -> row.metricName().equals(name)).findFirst()
                .orElseThrow();
    }

    private static FigureView figure(ResultDocument result, String name) {
        return result.audit().orElseThrow().figures().stream().filter(figure -> figure.figure().equals(name))
                .findFirst().orElseThrow();
    }

    private static Optional<FindingView> finding(ResultDocument result, String id) {
        return validation(result).findings().stream().filter(finding -> finding.id().equals(id)).findFirst();
    }

    private static Set<String> warnings(ResultDocument result) {
        return validation(result).findings().stream().filter(finding -> finding.severity().equals("warning"))
                .map(FindingView::id).collect(Collectors.toSet());
    }

    private static ValidationView validation(ResultDocument result) {
        return result.validation().orElseThrow();
    }
}
