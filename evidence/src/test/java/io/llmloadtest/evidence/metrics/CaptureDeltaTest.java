package io.llmloadtest.evidence.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.evidence.Capture;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The movements that the captures' README states for each version. */
class CaptureDeltaTest {

    private static final List<String> WITH_PHASES = Capture.COMPLETE.stream().filter(name -> !name.endsWith("dp2"))
            .toList();
    private static final Set<String> HANDLERS = Set.of("/v1/chat/completions", "/v1/completions");
    private static final ModelFilter OURS = ModelFilter.of("tiny", List.of("tiny"));

    private static Movement movement(String version) {
        Capture capture = new Capture(version);
        return Movement.between(capture.before(), capture.after(), OURS);
    }

    @ParameterizedTest
    @CsvSource({"0.8.5, 663, 4602, 659, 4468, 630", "0.9.2, 662, 4602, 659, 4468, 629",
            "0.11.2, 659, 4602, 656, 4468, 626", "0.13.0, 695, 4602, 656, 4468, 662",
            "0.17.1, 709, 4602, 656, 4468, 676", "0.20.2, 742, 4654, 656, 4518, 709",
            "0.26.0, 659, 4654, 656, 4518, 626", "0.32.0, 696, 4654, 654, 4518, 663",
            "0.32.0/log-requests, 657, 4654, 654, 4518, 624", "0.32.0/dp2, 689, 4654, 654, 4518, 656"})
    void theCountersMoveAsRecorded(String version, double generation, double prompt, double requestGeneration,
            double requestPrompt, double itl) {
        ServerDelta delta = movement(version).delta();

        assertThat(movement(version).resets()).isEmpty();
        assertThat(delta.of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.of(32));
        assertThat(delta.of(Counter.ABORTED_CHOICES)).isEqualTo(Reading.of(0));
        assertThat(delta.of(Counter.FAILED_CHOICES)).isEqualTo(Reading.of(0));
        assertThat(delta.of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(generation));
        assertThat(delta.of(Counter.PROMPT_TOKENS)).isEqualTo(Reading.of(prompt));
        assertThat(delta.of(Histogram.REQUEST_GENERATION_TOKENS).sum()).isEqualTo(Reading.of(requestGeneration));
        assertThat(delta.of(Histogram.REQUEST_PROMPT_TOKENS).sum()).isEqualTo(Reading.of(requestPrompt));
        assertThat(delta.of(Histogram.TTFT).count()).isEqualTo(Reading.of(33));
        assertThat(delta.of(Histogram.E2E).count()).isEqualTo(Reading.of(32));
        assertThat(delta.of(Histogram.ITL).count()).isEqualTo(Reading.of(itl));
        assertThat(delta.of(Histogram.TTFT).buckets().get(Double.POSITIVE_INFINITY)).isEqualTo(33);
        assertThat(delta.semantics().successPerChoice()).isEqualTo(Meaning.YES);
    }

    @ParameterizedTest
    @FieldSource("WITH_PHASES")
    void thePhasesAddUpToTheWhole(String version) {
        ServerDelta delta = movement(version).delta();

        assertThat(delta.of(Counter.GENERATION_TOKENS).known().orElseThrow())
                .isEqualTo(phases(version, "vllm:generation_tokens_total"));
        assertThat(delta.of(Counter.PROMPT_TOKENS).known().orElseThrow())
                .isEqualTo(phases(version, "vllm:prompt_tokens_total"));
        assertThat(delta.of(Counter.SUCCEEDED_CHOICES).known().orElseThrow())
                .isEqualTo(phases(version, "vllm:request_success_total"));
        assertThat(delta.of(Histogram.TTFT).sum().known().orElseThrow())
                .isCloseTo(phases(version, "vllm:time_to_first_token_seconds_sum"), within(1e-6));
        assertThat(delta.of(Histogram.E2E).count().known().orElseThrow())
                .isEqualTo(phases(version, "vllm:e2e_request_latency_seconds_count"));
    }

    @ParameterizedTest
    @CsvSource({"0.9.2, 32, 2, 0", "0.11.2, 32, 2, 0", "0.13.0, 32, 2, 0", "0.17.1, 32, 2, 0", "0.20.2, 32, 1, 1",
            "0.26.0, 32, 2, 0", "0.32.0, 32, 2, 0", "0.32.0/log-requests, 32, 2, 0", "0.32.0/dp2, 32, 2, 0",
            "0.32.0/no-stats, 32, 2, 0"})
    void httpRequestsAreCountedByStatusClass(String version, double good, double clientErrors, double serverErrors) {
        ServerDelta delta = movement(version).delta();

        assertThat(delta.httpRequests(HANDLERS, "2xx"::equals)).isEqualTo(Reading.of(good));
        assertThat(delta.httpRequests(HANDLERS, "4xx"::equals)).isEqualTo(Reading.of(clientErrors));
        assertThat(delta.httpRequests(HANDLERS, "5xx"::equals)).isEqualTo(Reading.of(serverErrors));
        assertThat(delta.httpDuration(HANDLERS).count()).isEqualTo(Reading.of(34));
        assertThat(delta.semantics().httpDurationWholeStream()).isEqualTo(Meaning.YES);
    }

    @Test
    void aV0ServerWithoutHttpMetricsSaysSo() {
        Movement movement = movement("0.8.5");

        assertThat(movement.delta().httpRequests(HANDLERS, _ -> true)).isInstanceOfSatisfying(Reading.Absent.class,
                absent -> assertThat(absent.why()).isEqualTo(Why.FAMILY_MISSING));
        assertThat(movement.missingFamilies()).containsExactly("http_request_duration_seconds", "http_requests_total");
        assertThat(new Capture("0.8.5").after().kind()).isEqualTo("vLLM V0");
    }

    @Test
    void withoutEngineStatisticsOnlyTheHttpMetricsSpeak() {
        Movement movement = movement("0.32.0/no-stats");

        for (Counter counter : Counter.values()) {
            assertThat(movement.delta().of(counter)).isInstanceOfSatisfying(Reading.Absent.class,
                    absent -> assertThat(absent.why()).isEqualTo(Why.FAMILY_MISSING));
        }
        assertThat(movement.missingFamilies()).contains("vllm:request_success_total").doesNotContain(
                "http_requests_total");
    }

    @Test
    void theCacheCountersOfTheSharedPromptAreRead() {
        ServerDelta delta = movement("0.9.2").delta();

        assertThat(delta.of(Counter.PREFIX_HIT_TOKENS)).isEqualTo(Reading.of(128));
        assertThat(delta.of(Counter.PREEMPTIONS)).isEqualTo(Reading.of(0));
    }

    @Test
    void theRunningGaugeOf092StaysUpAfterAnAbort() {
        ServerValues values = SnapshotValues.of(new Capture("0.9.2").after(), OURS);
        ServerValues current = SnapshotValues.of(new Capture("0.32.0/dp2").after(), OURS);

        assertThat(values.requestSuccess()).isEqualTo(Reading.of(32));
        assertThat(current.running()).isEqualTo(Reading.of(0));
        assertThat(current.waiting()).isEqualTo(Reading.of(0));
        assertThat(current.kvUsage()).isEqualTo(Reading.of(0));
        assertThat(values.generationTokens()).isEqualTo(Reading.of(662));
    }

    @ParameterizedTest
    @FieldSource("WITH_PHASES")
    void aSnapshotMovesNothingAgainstItself(String version) {
        Snapshot after = new Capture(version).after();
        Movement none = Movement.between(after, after, OURS);

        assertThat(none.resets()).isEmpty();
        assertThat(none.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(0));
        assertThat(after.counterState(OURS)).isEqualTo(new Capture(version).after().counterState(OURS))
                .isNotEqualTo(new Capture(version).before().counterState(OURS));
    }

    /** Sums a sample over all phases of {@code phases.json}, whose lines are {@code "name{labels}": number}. */
    private static double phases(String version, String name) {
        Matcher lines = Pattern.compile("\"" + name + "\\{.*?\\}\": ([0-9.e+-]+)")
                .matcher(new Capture(version).text("phases.json"));
        return lines.results().mapToDouble(line -> Double.parseDouble(line.group(1))).sum();
    }
}
