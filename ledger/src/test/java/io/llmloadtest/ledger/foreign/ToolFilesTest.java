package io.llmloadtest.ledger.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.foreign.ForeignFile.Anchor;
import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import io.llmloadtest.model.Tick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of other tools, made by hand in the form of each, so that every number is known beforehand. */
class ToolFilesTest {

    /** Two chats of 3 tokens whose role comes 0.01 ms before the first, one HTTP 500, one cut off after a token. */
    private static final String VLLM = """
            {"date": "20261125-101530", "endpoint_type": "openai-chat", "backend": "openai-chat", "label": null,
             "model_id": "tiny", "tokenizer_id": "x", "num_prompts": 4, "request_rate": "inf", "burstiness": 1.0,
             "max_concurrency": 2, "duration": 2.0, "completed": 2, "failed": 2, "total_input_tokens": 22,
             "total_output_tokens": 6, "request_throughput": 1.0, "request_goodput": null, "output_throughput": 3.0,
             "input_lens": [10, 12, 10, 9], "output_lens": [3, 3, 0, 0], "ttfts": [0.1, 0.2, 0.0, 0.15],
             "itls": [[0.00001, 0.02, 0.02], [0.00001, 0.03, 0.03], [], [0.01]],
             "start_times": [1000.5, 1001.0, 1001.5, 1001.6], "generated_texts": ["a", "b", "", "c"],
             "errors": ["", "", "Internal Server Error",
              "Traceback (most recent call last):\\n  x\\naiohttp.ClientPayloadError: Response payload is not completed"],
             "mean_ttft_ms": 150.0, "median_ttft_ms": 150.0, "p99_ttft_ms": 199.0, "mean_itl_ms": 16.67,
             "median_itl_ms": 20.0, "p99_itl_ms": 30.0, "mean_tpot_ms": 25.0}
            """;

    private static final String GUIDELLM = """
            {"metadata": {"version": 2, "guidellm_version": "0.8.1"}, "config": {"spec": {}},
             "benchmarks": [{"type_": "generative_benchmark", "config": {"strategy": {"type_": "concurrent", "streams": 8}},
              "metrics": {"request_totals": {"successful": 1, "incomplete": 0, "errored": 1, "total": 2},
               "time_to_first_token_ms": {"successful": {"mean": 100.0, "median": 100.0, "percentiles": {"p99": 100.0}}},
               "request_latency": {"successful": {"mean": 0.5, "median": 0.5, "percentiles": {"p99": 0.5}}},
               "output_tokens_per_second": {"successful": {"mean": 6.0}}},
              "requests": {"successful": [{"request_id": "r", "response_id": "chatcmpl-1",
                "info": {"status": "completed", "timings": {"request_start": 1764065730.0,
                 "first_token_iteration": 1764065730.1, "last_token_iteration": 1764065730.4, "token_iterations": 4,
                 "request_end": 1764065730.5}},
                "input_metrics": {"text_tokens": 11}, "output_metrics": {"text_tokens": 4}}],
               "incomplete": [],
               "errored": [{"info": {"error": "Server error '500 Internal Server Error' for url", "timings":
                 {"request_start": 1764065731.0, "request_end": 1764065731.25}}}]}}]}
            """;

    private static final String AIPERF = """
            {"metadata": {"x_request_id": "a1", "request_start_ns": 1764065730000000000, "request_ack_ns": 1764065730090000000,
              "request_end_ns": 1764065730500000000, "benchmark_phase": "profiling", "was_cancelled": false},
             "metrics": {"time_to_first_token": {"value": 100.0, "unit": "ms"}, "request_latency": {"value": 460.0, "unit": "ms"},
              "inter_chunk_latency": {"value": [100.0, 120.0, 140.0], "unit": "ms"},
              "output_sequence_length": {"value": 4, "unit": "tokens"}, "usage_prompt_tokens": {"value": 11, "unit": "tokens"},
              "usage_completion_tokens": {"value": 4, "unit": "tokens"}}, "error": null}
            {"metadata": {"x_request_id": "a2", "request_start_ns": 1764065731000000000, "request_end_ns": 1764065731100000000,
              "benchmark_phase": "profiling", "was_cancelled": false}, "metrics": {},
             "error": {"code": 503, "type": "Service Unavailable", "message": "busy"}}
            {"metadata": {"x_request_id": "w", "request_start_ns": 1764065700000000000, "benchmark_phase": "warmup"}, "metrics": {},
             "error": null}
            """;

    private static final String INFERENCE_PERF = """
            [{"start_time": 500.0, "end_time": 500.6, "request": "{\\"messages\\": []}", "response": "x",
              "info": {"response_metrics": {"output_tokens": 3, "output_token_times": [500.1, 500.3, 500.3],
               "server_usage": {"prompt_tokens": 11, "completion_tokens": 3}}}, "error": null},
             {"start_time": 501.0, "end_time": 501.2, "request": "{\\"messages\\": []}", "response": "",
              "info": {"response_metrics": null}, "error": {"error_type": "HTTP Error 429", "error_msg": "slow down"}}]
            """;

    @TempDir
    private Path folder;

    private final List<RequestRecord> requests = new ArrayList<>();

    @Test
    void vllmBenchIsReadColumnByColumn() throws IOException {
        ForeignFile file = read("result.json", VLLM);

        ToolReport report = file.tool().orElseThrow().report();
        assertThat(report.tool()).isEqualTo(Tool.VLLM_BENCH);
        assertThat(report.counts().succeeded()).isEqualTo(OptionalLong.of(2));
        assertThat(report.counts().failed()).isEqualTo(OptionalLong.of(2));
        assertThat(report.load().concurrency()).isEqualTo(OptionalInt.of(2));
        assertThat(report.load().rate()).as("inf is no rate").isEmpty();
        assertThat(report.figures().get(Figure.TTFT).mean()).hasValue(150);
        assertThat(report.figures()).as("not saved, so not known").doesNotContainKey(Figure.E2E);

        Tally tally = tally();
        assertThat(tally.completed()).isEqualTo(2);
        assertThat(tally.outputTokens()).isEqualTo(6);
        assertThat(tally.promptTokens()).isEqualTo(22);
        assertThat(tally.failures().count(ErrorKind.HTTP_STATUS)).isEqualTo(1);
        assertThat(tally.failures().count(ErrorKind.TRUNCATED)).isEqualTo(1);
        assertThat(tally.statuses()).containsEntry(200, 3L).containsEntry(500, 1L);
        assertThat(requests.getFirst().endpoint()).isEqualTo("/v1/chat/completions");
        // by our definition the role's chunk is no token: (20 + 20 + 30 + 30) / 4
        assertThat(tally.itl().mean().orElseThrow()).isCloseTo(25e6, within(1e3));
        assertThat(tally.ttft().mean().orElseThrow()).isCloseTo(150.01e6, within(1e3));
        assertThat(requests.get(1).sent().nanosSince(requests.get(0).sent())).isEqualTo(500_000_000);
        ZeroGaps gaps = file.tool().orElseThrow().gaps();
        assertThat(gaps.nothing()).isEqualTo(2);
        assertThat(gaps.gaps()).isEqualTo(6);
        assertThat(gaps.meanMillis()).isCloseTo(100.02 / 6, within(1e-6));
        assertThat(gaps.restMillis()).isCloseTo(25, within(1e-6));
        assertThat(file.ledger().timed()).as("its clock is not the wall's").isFalse();
    }

    @Test
    void aWatchedTestLiesOnTheClockOfTheRun() throws IOException {
        Path result = Files.writeString(folder.resolve("r.json"), VLLM);
        // tick zero is 998 s on the machine's monotonic clock
        ForeignFile file = ForeignFile.read(result, new Anchor(Instant.EPOCH, 998_000_000_000L, Tick.ZERO,
                new Tick(10_000_000_000L)), requests::add);

        assertThat(file.ledger().timed()).isTrue();
        assertThat(requests.getFirst().sent()).isEqualTo(new Tick(2_500_000_000L));
        assertThat(file.ledger().firstSend()).isEqualTo(new Tick(2_500_000_000L));
    }

    @Test
    void timesOfAnotherMachinesClockAreNotBelieved() throws IOException {
        Path result = Files.writeString(folder.resolve("r.json"), VLLM);
        ForeignFile file = ForeignFile.read(result, new Anchor(Instant.EPOCH, 5_000_000_000L, Tick.ZERO,
                new Tick(10_000_000_000L)), requests::add);

        assertThat(file.ledger().timed()).isFalse();
        assertThat(file.ledger().mostInFlight()).as("not known").isZero();
        assertThat(tally().ttft().mean().orElseThrow()).isCloseTo(150.01e6, within(1e3));
    }

    @Test
    void totalsAloneHoldNoRequest() throws IOException {
        String totals = VLLM.replaceAll("(?s)\"input_lens\".*?\"mean_ttft_ms\"", "\"mean_ttft_ms\"");
        ForeignFile file = read("totals.json", totals);

        assertThat(file.tool().orElseThrow().keepsRequests()).isFalse();
        assertThat(file.tool().orElseThrow().report().counts().outputTokens()).isEqualTo(OptionalLong.of(6));
        assertThat(file.ledger().requests()).isZero();
        assertThat(requests).isEmpty();
    }

    @Test
    void ofAFileThatWasAppendedToTheLastTestCounts() throws IOException {
        ForeignFile file = read("appended.json",
                VLLM.replace("\"completed\": 2", "\"completed\": 1") + "\n" + VLLM.replace("1000.5", "1000.75"));

        assertThat(file.tool().orElseThrow().report().counts().succeeded()).isEqualTo(OptionalLong.of(2));
        assertThat(requests).hasSize(4);
        assertThat(requests.get(1).sent().nanosSince(requests.get(0).sent())).isEqualTo(250_000_000);
    }

    @Test
    void guidellmIsRead() throws IOException {
        ForeignFile file = read("benchmarks.json", GUIDELLM);

        ToolReport report = file.tool().orElseThrow().report();
        assertThat(report.tool()).isEqualTo(Tool.GUIDELLM);
        assertThat(report.version()).isEqualTo(Optional.of("0.8.1"));
        assertThat(report.load().concurrency()).isEqualTo(OptionalInt.of(8));
        assertThat(report.counts().failed()).isEqualTo(OptionalLong.of(1));
        assertThat(report.figures().get(Figure.E2E).mean()).hasValue(500);
        Tally tally = tally();
        assertThat(tally.completed()).isEqualTo(1);
        assertThat(tally.outputTokens()).isEqualTo(4);
        assertThat(tally.statuses()).containsEntry(200, 1L).containsEntry(500, 1L);
        assertThat(tally.ttft().mean().orElseThrow()).isCloseTo(100e6, within(1e3));
        assertThat(tally.e2e().mean().orElseThrow()).isCloseTo(500e6, within(1e3));
        assertThat(tally.itl().count()).as("only first and last are stamped").isZero();
        assertThat(file.ledger().timed()).isTrue();
        assertThat(file.ledger().startedAt()).isEqualTo(Instant.ofEpochSecond(1764065730));
    }

    @Test
    void aiperfIsReadAndItsWarmUpLeftOut() throws IOException {
        Files.writeString(folder.resolve("profile_export_aiperf.json"),
                """
                        {"aiperf_version": "0.13.0", "input_config": {"endpoint": {"type": "chat"}, "loadgen": {"concurrency": 8}},
                         "request_count": {"unit": "requests", "avg": 1.0}, "error_request_count": {"unit": "requests", "avg": 1.0},
                         "time_to_first_token": {"unit": "ms", "avg": 100.0, "p50": 100.0, "p99": 100.0},
                         "benchmark_duration": {"unit": "sec", "avg": 1.1}}
                        """);
        ForeignFile file = read("profile_export.jsonl", AIPERF);

        ToolReport report = file.tool().orElseThrow().report();
        assertThat(report.tool()).isEqualTo(Tool.AIPERF);
        assertThat(report.version()).isEqualTo(Optional.of("0.13.0"));
        assertThat(report.load().concurrency()).isEqualTo(OptionalInt.of(8));
        assertThat(report.counts().failed()).isEqualTo(OptionalLong.of(1));
        Tally tally = tally();
        assertThat(tally.sent()).isEqualTo(2);
        assertThat(tally.completed()).isEqualTo(1);
        assertThat(tally.statuses()).containsEntry(200, 1L).containsEntry(503, 1L);
        assertThat(tally.promptTokens()).isEqualTo(11);
        assertThat(tally.itl().mean().orElseThrow()).isCloseTo(120e6, within(1e3));
        assertThat(tally.e2e().mean().orElseThrow()).isCloseTo(460e6, within(1e3));
        assertThat(requests.getFirst().id()).isEqualTo("a1");
    }

    @Test
    void aiperfsStatisticsLeadToItsRequests() throws IOException {
        Files.writeString(folder.resolve("profile_export.jsonl"), AIPERF);
        ForeignFile file = read("profile_export_aiperf.json", """
                {"aiperf_version": "0.13.0", "request_count": {"unit": "requests", "avg": 1.0}}""");

        assertThat(file.tool().orElseThrow().keepsRequests()).isTrue();
        assertThat(requests).hasSize(2);
    }

    @Test
    void inferencePerfIsRead() throws IOException {
        Files.writeString(folder.resolve("summary_lifecycle_metrics.json"),
                """
                        {"load_summary": {"count": 2, "send_duration": 1.0}, "successes": {"count": 1, "latency": {"time_to_first_token":
                         {"mean": 0.1, "median": 0.1, "p99": 0.1}}, "output_len": {"mean": 3}}, "failures": {"count": 1}}
                        """);
        ForeignFile file = read("per_request_lifecycle_metrics.json", INFERENCE_PERF);

        ToolReport report = file.tool().orElseThrow().report();
        assertThat(report.tool()).isEqualTo(Tool.INFERENCE_PERF);
        assertThat(report.figures().get(Figure.TTFT).mean()).hasValue(100);
        assertThat(report.counts().outputTokens()).isEqualTo(OptionalLong.of(3));
        Tally tally = tally();
        assertThat(tally.completed()).isEqualTo(1);
        assertThat(tally.statuses()).containsEntry(429, 1L);
        assertThat(tally.ttft().mean().orElseThrow()).isCloseTo(100e6, within(1e3));
        assertThat(tally.e2e().mean().orElseThrow()).isCloseTo(600e6, within(1e3));
        assertThat(file.tool().orElseThrow().gaps().nothing()).isEqualTo(1);
        assertThat(requests.getFirst().endpoint()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void aLedgerOfOurOwnFormIsNoToolsResult() throws IOException {
        Path ledger = Files.writeString(folder.resolve("client.json"), """
                {"requests": [{"status": 200, "started_at": "2026-11-25T10:15:30Z", "e2e_s": 1.0}]}""");
        assertThat(ForeignFile.recognise(ledger)).isEmpty();
        assertThat(ForeignFile.read(ledger, requests::add).tool()).isEmpty();
        assertThat(requests).hasSize(1);
    }

    @Test
    void aTornResultIsSaidToBeTorn() throws IOException {
        Path torn = Files.writeString(folder.resolve("torn.json"), VLLM.substring(0, VLLM.length() / 2));
        assertThatThrownBy(() -> ForeignFile.read(torn, requests::add)).isInstanceOf(IOException.class)
                .hasMessageContaining("torn.json").hasMessageContaining("not whole JSON");
    }

    @Test
    void valuesOfTheWrongFormAreNotKnownRatherThanWrong() throws IOException {
        ForeignFile file = read("odd.json", VLLM.replace("[10, 12, 10, 9]", "[\"ten\", null, {}, [1]]")
                .replace("\"completed\": 2", "\"completed\": \"two\"").replace("[1000.5,", "[{\"a\": [1]},"));

        assertThat(file.tool().orElseThrow().report().counts().succeeded()).isEmpty();
        assertThat(requests).hasSize(4);
    }

    private ForeignFile read(String name, String text) throws IOException {
        return ForeignFile.read(Files.writeString(folder.resolve(name), text), requests::add);
    }

    private Tally tally() {
        Tally tally = new Tally(GoodputLimits.NONE);
        requests.forEach(tally::add);
        return tally;
    }
}
