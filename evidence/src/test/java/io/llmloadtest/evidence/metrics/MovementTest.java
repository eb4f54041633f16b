package io.llmloadtest.evidence.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.Capture;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovementTest {

    private static final ModelFilter OURS = ModelFilter.of("m", List.of("m"));

    private static Movement between(String before, String after, ModelFilter filter) {
        return Movement.between(Capture.snapshot(before), Capture.snapshot(after), filter);
    }

    private static void assertAbsent(Reading reading, Why why) {
        assertThat(reading).isInstanceOfSatisfying(Reading.Absent.class,
                absent -> assertThat(absent.why()).isEqualTo(why));
    }

    @Test
    void seriesAreSubtractedOneByOneAndThenAdded() {
        Movement movement = between("""
                vllm:generation_tokens_total{engine="0",model_name="m"} 100
                vllm:generation_tokens_total{engine="1",model_name="m"} 7
                """, """
                vllm:generation_tokens_total{model_name="m",engine="1"} 17
                vllm:generation_tokens_total{model_name="m",engine="0"} 101
                """, OURS);

        assertThat(movement.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(11));
    }

    @Test
    void whatFellHasNoMovementEvenUnderATypeLineThatIsDamaged() {
        Movement movement = between("""
                # TYPE vllm:prompt_tokens_total co}nter
                vllm:prompt_tokens_total{engine="0",model_name="m"} 4602
                vllm:prompt_tokens_total{engine="1",model_name="m"} 1
                """, """
                # TYPE vllm:prompt_tokens_total co}nter
                vllm:prompt_tokens_total{engine="0",model_name="m"} 0
                vllm:prompt_tokens_total{engine="1",model_name="m"} 9999
                """, OURS);

        assertAbsent(movement.delta().of(Counter.PROMPT_TOKENS), Why.COUNTER_RESET);
    }

    @Test
    void aSeriesThatIsNewStartedAtZero() {
        Movement movement = between("vllm:cache_config_info{block_size=\"16\"} 1\n", """
                vllm:request_success_total{finished_reason="stop",model_name="m"} 3
                vllm:request_success_total{finished_reason="length",model_name="m"} 4
                vllm:request_success_total{finished_reason="repetition",model_name="m"} 1
                vllm:request_success_total{finished_reason="some-new-reason",model_name="m"} 1
                http_requests_total{handler="/v1/completions",method="POST",status="2xx"} 9
                """, OURS);

        assertThat(movement.delta().of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.of(9));
        assertThat(movement.delta().of(Counter.ABORTED_CHOICES)).isEqualTo(Reading.of(0));
        assertThat(movement.delta().httpRequests()).containsEntry(new HttpSeries("/v1/completions", "2xx"), 9.0);
        assertAbsent(movement.delta().of(Counter.GENERATION_TOKENS), Why.FAMILY_MISSING);
    }

    @Test
    void aDamagedEarlierPageMakesANewSeriesUnknown() {
        Movement movement = between("vllm:x 1\ngarbage\n", "vllm:generation_tokens_total{model_name=\"m\"} 9\n", OURS);

        assertAbsent(movement.delta().of(Counter.GENERATION_TOKENS), Why.NO_METRICS);
    }

    @Test
    void aDamagedLineMakesItsFamilyUnknownAndNoOther() {
        Movement movement = between("""
                vllm:generation_tokens_total{engine="0"} 1
                vllm:generation_tokens_total{engine="1"} 1
                vllm:prompt_tokens_total{engine="0"} 1
                """, """
                vllm:generation_tokens_total{engine="0"} 5
                vllm:generation_tokens_total{engine="1} 5
                vllm:prompt_tokens_total{engine="0"} 5
                """, OURS);

        assertThat(movement.resets()).isEmpty();
        assertAbsent(movement.delta().of(Counter.GENERATION_TOKENS), Why.FAMILY_MISSING);
        assertThat(movement.delta().of(Counter.PROMPT_TOKENS)).isEqualTo(Reading.of(4));
    }

    @Test
    void aFallenCounterIsARestartEvenWhenTheSumRose() {
        Movement movement = between("""
                vllm:prompt_tokens_total{engine="0"} 10
                vllm:prompt_tokens_total{engine="1"} 10
                """, """
                vllm:prompt_tokens_total{engine="0"} 100
                vllm:prompt_tokens_total{engine="1"} 9
                """, OURS);

        assertThat(movement.resets())
                .containsExactly(new Reset(Reset.Sign.COUNTER_FELL, "vllm:prompt_tokens_total{engine=\"1\"}"));
        assertAbsent(movement.delta().of(Counter.PROMPT_TOKENS), Why.COUNTER_RESET);
        assertAbsent(movement.delta().httpKnown(), Why.COUNTER_RESET);
    }

    @ParameterizedTest
    @CsvSource({"process_start_time_seconds, START_TIME_MOVED", "vllm:prompt_tokens_created, CREATED_MOVED",
            "http_requests_created, CREATED_MOVED"})
    void aStampThatMovesIsARestart(String name, Reset.Sign sign) {
        Movement movement = between(name + " 1795568306.11\nvllm:prompt_tokens_total 1\n",
                name + " 1795568399.5\nvllm:prompt_tokens_total 2\n", OURS);

        assertThat(movement.resets()).containsExactly(new Reset(sign, name));
        assertAbsent(movement.delta().of(Counter.PROMPT_TOKENS), Why.COUNTER_RESET);
    }

    @Test
    void aV0ServerThatForgotItsSeriesHasRestarted() {
        Movement movement = between("vllm:prompt_tokens_total 5\nvllm:cache_config_info 1\n",
                "vllm:cache_config_info 1\n", OURS);

        assertThat(movement.resets()).hasSize(1);
    }

    @Test
    void aHistogramSumMayFallByRounding() {
        Movement movement = between("""
                vllm:time_to_first_token_seconds_sum 0.30000000000000004
                vllm:time_to_first_token_seconds_count 3
                """, """
                vllm:time_to_first_token_seconds_sum 0.3
                vllm:time_to_first_token_seconds_count 3
                """, OURS);

        assertThat(movement.resets()).isEmpty();
        assertThat(movement.delta().of(Histogram.TTFT).sum()).isEqualTo(Reading.of(0));
    }

    @Test
    void onlyOurModelCountsAmongSeveral() {
        String before = "vllm:generation_tokens_total{model_name=\"m\"} 1\n"
                + "vllm:generation_tokens_total{model_name=\"other\"} 50\n";
        String after = "vllm:generation_tokens_total{model_name=\"m\"} 4\n"
                + "vllm:generation_tokens_total{model_name=\"other\"} 10\n";

        assertThat(between(before, after, OURS).delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(3));
        assertThat(between(before, after, ModelFilter.of("lora", List.of("m", "lora"))).delta()
                .of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(3));
        assertAbsent(between(before, after, ModelFilter.of("third", List.of())).delta().of(Counter.GENERATION_TOKENS),
                Why.FAMILY_MISSING);
    }

    @Test
    void draftedAndAcceptedTokensAreRead() {
        Movement movement = between("""
                vllm:spec_decode_num_draft_tokens_total{model_name="m"} 10
                vllm:spec_decode_num_accepted_tokens_total{model_name="m"} 4
                """, """
                vllm:spec_decode_num_draft_tokens_total{model_name="m"} 50
                vllm:spec_decode_num_accepted_tokens_total{model_name="m"} 14
                """, OURS);

        assertThat(movement.delta().of(Counter.DRAFTED_TOKENS)).isEqualTo(Reading.of(40));
        assertThat(movement.delta().of(Counter.ACCEPTED_TOKENS)).isEqualTo(Reading.of(10));
    }

    @Test
    void aSingleModelIsOursWhateverItIsCalled() {
        Movement movement = between("vllm:generation_tokens_total{model_name=\"a\"} 1\n",
                "vllm:generation_tokens_total{model_name=\"a\"} 4\n", OURS);

        assertThat(movement.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(3));
    }

    @Test
    void deprecatedAliasesAreNotAdded() {
        String page = """
                vllm:prefix_cache_queries_total %1$d
                vllm:gpu_prefix_cache_queries_total %1$d
                vllm:inter_token_latency_seconds_count %1$d
                vllm:time_per_output_token_seconds_count %1$d
                """;
        Movement movement = between(page.formatted(10), page.formatted(30), OURS);

        assertThat(movement.delta().of(Counter.PREFIX_QUERIED_TOKENS)).isEqualTo(Reading.of(20));
        assertThat(movement.delta().of(Histogram.ITL).count()).isEqualTo(Reading.of(20));
    }

    @Test
    void oldCacheCountersAreBlocksOrTokensSoTheyAreNotRead() {
        Movement movement = between("vllm:gpu_prefix_cache_queries_total 1\n",
                "vllm:gpu_prefix_cache_queries_total 9\n", OURS);

        assertAbsent(movement.delta().of(Counter.PREFIX_QUERIED_TOKENS), Why.UNKNOWN_MEANING);
    }

    @Test
    void raysNamesAreUnderstood() {
        Snapshot after = Capture.snapshot("ray_vllm_generation_tokens_total{ReplicaId=\"x\",model_name=\"m\"} 9\n");
        Movement movement = Movement.between(
                Capture.snapshot("ray_vllm_generation_tokens_total{ReplicaId=\"x\",model_name=\"m\"} 4\n"), after,
                OURS);

        assertThat(movement.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(5));
        assertThat(after.kind()).isEqualTo("vLLM on Ray");
    }

    @Test
    void aLookAlikeIsReadButItsMeaningIsNotGuessed() {
        Movement movement = between("vllm:request_success_total{finish_reason=\"abort\",model_name=\"m\"} 1\n",
                "vllm:request_success_total{finish_reason=\"abort\",model_name=\"m\"} 3\n", OURS);

        assertThat(movement.delta().of(Counter.ABORTED_CHOICES)).isEqualTo(Reading.of(2));
        assertThat(movement.delta().of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.of(0));
        assertThat(movement.delta().semantics().successPerChoice()).isEqualTo(Meaning.UNKNOWN);
    }

    @Test
    void theRustFrontEndTimesOnlyTheHead() {
        String page = """
                vllm:kv_cache_usage_perc 0
                http_requests_total{handler="/v1/completions",method="POST",status="2xx"} 1
                http_request_duration_seconds_count{handler="/v1/completions",method="POST"} 1
                # EOF
                """;

        assertThat(between(page, page, OURS).delta().semantics().httpDurationWholeStream()).isEqualTo(Meaning.NO);
    }

    @Test
    void countersThatAreNotANumberAreUnknown() {
        Movement movement = between("vllm:generation_tokens_total 1\n", "vllm:generation_tokens_total NaN\n", OURS);

        assertAbsent(movement.delta().of(Counter.GENERATION_TOKENS), Why.FAMILY_MISSING);
    }

    @Test
    void scrapingAndOtherPathsDoNotMoveTheCounterState() {
        String work = "vllm:generation_tokens_total 7\n"
                + "http_requests_total{handler=\"/v1/completions\",method=\"POST\",status=\"2xx\"} 1\n";
        CounterState first = Capture.snapshot(work + "process_cpu_seconds_total 1\n").counterState(OURS);
        CounterState second = Capture.snapshot(work + "process_cpu_seconds_total 2\n"
                + "http_requests_total{handler=\"/v1/models\",method=\"GET\",status=\"2xx\"} 1\n").counterState(OURS);
        CounterState third = Capture.snapshot(work.replace("} 1", "} 2")).counterState(OURS);

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
    }

    @Test
    void aProcessIsKnownByItsStartTime() {
        assertThat(Capture.snapshot("process_start_time_seconds 5\n").identity())
                .isEqualTo(Capture.snapshot("x 1\nprocess_start_time_seconds 5\n").identity())
                .isNotEqualTo(Capture.snapshot("process_start_time_seconds 6\n").identity());
        assertThat(Capture.snapshot("x 1\n").identity()).isEmpty();
    }
}
