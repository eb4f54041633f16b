package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.report.Results;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VllmBenchExportTest {

    /** Every key that vLLM 0.32.0 wrote for {@code bench serve --save-result --save-detailed}, in its order. */
    private static final List<String> KEYS = List.of("date", "endpoint_type", "backend", "label", "model_id",
            "tokenizer_id", "num_prompts", "request_rate", "burstiness", "max_concurrency", "duration", "completed",
            "failed", "total_input_tokens", "total_output_tokens", "request_throughput", "request_goodput",
            "output_throughput", "total_token_throughput", "input_lens", "output_lens", "ttfts", "itls", "latencies",
            "start_times", "queue_times", "generated_texts", "errors", "max_output_tokens_per_s",
            "max_concurrent_requests", "rtfx", "mean_ttft_ms", "median_ttft_ms", "std_ttft_ms", "p99_ttft_ms",
            "mean_tpot_ms", "median_tpot_ms", "std_tpot_ms", "p99_tpot_ms", "mean_itl_ms", "median_itl_ms",
            "std_itl_ms", "p99_itl_ms", "mean_e2el_ms", "median_e2el_ms", "std_e2el_ms", "p99_e2el_ms");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyKeyThatVllmWritesIsThere() {
        assertThat(level(0).propertyNames()).containsAll(KEYS);
    }

    @Test
    void theSummaryIsThatOfTheResult() {
        JsonNode level = level(0);
        assertThat(level.get("model_id").asString()).isEqualTo("Qwen/Qwen3-8B");
        assertThat(level.get("num_prompts").asInt()).isEqualTo(200);
        assertThat(level.get("request_rate").asString()).isEqualTo("inf");
        assertThat(level.get("max_concurrency").asInt()).isEqualTo(1);
        assertThat(level.get("duration").asDouble()).isEqualTo(20.1);
        assertThat(level.get("completed").asInt()).isEqualTo(200);
        assertThat(level.get("failed").asInt()).isZero();
        assertThat(level.get("output_throughput").asDouble()).isEqualTo(917.34);
        // 128 and 52 tokens of 200 requests in 20.1 s
        assertThat(level.get("total_token_throughput").asDouble()).isEqualTo(36_000 / 20.1);
        assertThat(level.get("mean_ttft_ms").asDouble()).isEqualTo(45.2);
        assertThat(level.get("p99_ttft_ms").asDouble()).isEqualTo(55.2);
        assertThat(level.get("date").asString()).isEqualTo("20261125-101550");
        assertThat(level.at("/llm_loadtest/verdict").asString()).isEqualTo("PASSED");
        assertThat(level.at("/llm_loadtest/differences/itl").asString()).contains("role");
        assertThat(level(1).get("p99_ttft_ms").isNull()).as("a percentile among time-outs").isTrue();
    }

    @Test
    void theArraysHoldTheRequestsOfTheLevelInSeconds() {
        JsonNode level = level(0);
        assertThat(numbers(level.get("start_times"))).containsExactly(0.1, 0.3, 1.1);
        assertThat(level.at("/ttfts/0").asDouble()).isEqualTo(0.05, within(1e-12));
        assertThat(level.at("/ttfts/1").isNull()).isTrue();
        assertThat(level.at("/latencies/0").asDouble()).isEqualTo(0.11, within(1e-12));
        assertThat(level.at("/latencies/1").isNull()).isTrue();
        assertThat(level.at("/queue_times/0").asDouble()).isEqualTo(0.002, within(1e-12));
        assertThat(numbers(level.at("/itls/0"))).containsExactly(0.02, 0.03);
        assertThat(level.at("/itls/1")).isEmpty();
        assertThat(numbers(level.get("output_lens"))).containsExactly(3.0, 0.0, 3.0);
        assertThat(level.at("/input_lens/0").asInt()).isEqualTo(128);
        assertThat(level.at("/input_lens/1").isNull()).isTrue();
        assertThat(level.at("/input_lens/2").asInt()).as("what was asked, where no usage tells").isEqualTo(130);
        assertThat(level.at("/errors/0").asString()).isEmpty();
        assertThat(level.at("/errors/1").asString()).isEqualTo("timed out waiting for head");
        assertThat(level.at("/generated_texts/0").isNull()).isTrue();
        for (String array : List.of("itls", "ttfts", "latencies", "input_lens", "output_lens", "errors",
                "queue_times", "generated_texts")) {
            assertThat(level.get(array)).as(array).hasSize(3);
        }
        assertThat(level.get("max_output_tokens_per_s").asInt()).isEqualTo(3);
        assertThat(level.get("max_concurrent_requests").asInt()).isEqualTo(1);
    }

    @Test
    void everyLevelIsALineAndHasAFileOfItsOwn() {
        assertThat(suffixes(Results.warned())).containsExactly("-c1", "-c50");
        assertThat(suffixes(Results.passed())).containsExactly("");
        assertThat(suffixes(Results.repeated())).containsExactly("-c10-repeat1", "-c10-repeat2", "-c10-repeat3");
        assertThat(suffixes(Results.searched())).containsExactly("-c1", "-c2", "-c4-level2", "-c3-level3",
                "-c3-level4", "-c4-level5");
        assertThat(text(Results.warned()).lines()).hasSize(2);
    }

    private static List<String> suffixes(ResultDocument result) {
        return Exporters.pieces(ExportFormat.VLLM_BENCH, new ExportInput(result, PhraseBook.of(Locale.ENGLISH),
                SampleRequests.source(), () -> "<p/>", ExportInput.Strictness.LENIENT)).stream().map(Piece::suffix)
                .toList();
    }

    private static JsonNode level(int index) {
        return JSON.readTree(text(Results.warned()).lines().toList().get(index));
    }

    private static String text(ResultDocument result) {
        return Written.of(ExportFormat.VLLM_BENCH, result, Locale.ENGLISH, SampleRequests.source(),
                ExportInput.Strictness.LENIENT);
    }

    private static List<Double> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asDouble).toList();
    }
}
