package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as people reported them, of every version, with what stands around them. */
class WildLinesTest {

    private static final String ESC = "\u001b";

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "INFO 10-24 11:03:04 metrics.py:396] Avg prompt throughput: 0.0 tokens/s, Avg generation throughput: 1373.7 tokens/s, Running: 30 reqs, Swapped: 0 reqs, Pending: 0 reqs, GPU KV cache usage: 1.6%, CPU KV cache usage: 0.0%. ~ 0 ~ 0.0 ~ 1373.7 ~ 30 ~ 0 ~ 1.6",
            "INFO 09-25 13:20:42 metrics.py:351] Avg prompt throughput: 3943.4 tokens/s, Avg generation throughput: 8317.6 tokens/s, Running: 190 reqs, Swapped: 0 reqs, Pending: 651 reqs, GPU KV cache usage: 6.7%, CPU KV cache usage: 0.0%. ~ 0 ~ 3943.4 ~ 8317.6 ~ 190 ~ 651 ~ 6.7",
            "Avg prompt throughput: 102.2 tokens/s, Avg generation throughput: 2.2 tokens/s, Running: 1 reqs, Swapped: 0 reqs, Pending: 0 reqs, GPU KV cache usage: 0.8%, CPU KV cache usage: 0.0% ~ 0 ~ 102.2 ~ 2.2 ~ 1 ~ 0 ~ 0.8",
            "INFO 05-25 06:50:29 [metrics.py:486] Avg prompt throughput: 0.0 tokens/s, Avg generation throughput: 15.5 tokens/s, Running: 1 reqs, Swapped: 0 reqs, Pending: 0 reqs, GPU KV cache usage: 0.0%, CPU KV cache usage: 0.1%. ~ 0 ~ 0.0 ~ 15.5 ~ 1 ~ 0 ~ 0.1",
            "INFO 06-16 10:03:14 [loggers.py:87] Engine 000: Avg prompt throughput: 1254.4 tokens/s, Avg generation throughput: 29.2 tokens/s, Running: 10 reqs, Waiting: 4 reqs, GPU KV cache usage: 57.9%, Prefix cache hit rate: 40.5% ~ 0 ~ 1254.4 ~ 29.2 ~ 10 ~ 4 ~ 57.9",
            "DEBUG 08-07 15:35:23 [loggers.py:122] Engine 000: Avg prompt throughput: 0.0 tokens/s, Avg generation throughput: 0.0 tokens/s, Running: 106 reqs, Waiting: 15 reqs, GPU KV cache usage: 90.4%, Prefix cache hit rate: 30.5% ~ 0 ~ 0 ~ 0 ~ 106 ~ 15 ~ 90.4",
            "INFO 12-15 18:51:44 [loggers.py:259] Engine 001: Avg prompt throughput: 62998.7 tokens/s, Avg generation throughput: 32.0 tokens/s, Running: 106 reqs, Waiting: 22 reqs, GPU KV cache usage: 2.5%, Prefix cache hit rate: 0.0%, MFU: 160.6 TF/s/GPU 106.9 GB/s/GPU ~ 1 ~ 62998.7 ~ 32 ~ 106 ~ 22 ~ 2.5",
            "(ApiServer_0 pid=2386147) INFO 03-30 06:46:52 [loggers.py:259] 2 Engines Aggregated: Avg prompt throughput: 24.2 tokens/s, Avg generation throughput: 11.3 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache usage: 0.1%, Prefix cache hit rate: 0.0% ~ aggregated ~ 24.2 ~ 11.3 ~ 1 ~ 0 ~ 0.1",
            "(APIServer pid=3646) INFO 05-19 10:13:31 [loggers.py:271] Engine 000: Avg prompt throughput: 12068.8 tokens/s, Avg generation throughput: 734.9 tokens/s, Running: 18 reqs, Waiting: 33 reqs, Deferred: 2 reqs, GPU KV cache usage: 87.7%, Prefix cache hit rate: 0.0%, External prefix cache hit rate: 3.0% ~ 0 ~ 12068.8 ~ 734.9 ~ 18 ~ 33 ~ 87.7",
            "2026-11-25T01:00:00Z  INFO vllm_server: Avg prompt tput: 12.0 toks/s, Avg generation tput: 8.5 toks/s, Reqs Running: 3, Waiting: 1, GPU KV cache used: 4.2%, Prefix cache hit rate: 9.0% ~ 0 ~ 12.0 ~ 8.5 ~ 3 ~ 1 ~ 4.2",
            "vllm-1  | (ApiServer_1 pid=7) INFO 03-30 06:46:52 [loggers.py:127] Engine 003: Avg prompt throughput: 1.0 tokens/s, Avg generation throughput: 2.0 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache usage: 0.5%, Prefix cache hit rate: 0.0% ~ ApiServer_1/3 ~ 1 ~ 2 ~ 1 ~ 0 ~ 0.5",
            "{\"levelname\": \"INFO\", \"message\": \"Engine 000: Avg prompt throughput: 1.0 tokens/s, Avg generation throughput: 2.0 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache usage: 0.5%, Prefix cache hit rate: 0.0%\"} ~ 0 ~ 1 ~ 2 ~ 1 ~ 0 ~ 0.5"})
    void statisticsAreReadKeyByKey(String text, String engine, double prompt, double generation, double running,
            double waiting, double kv) {
        StatsLine line = Lines.onlyStats(text);

        assertThat(line.engine()).isEqualTo(engine);
        assertThat(line.promptTokensPerSecond()).isEqualTo(prompt);
        assertThat(line.generationTokensPerSecond()).isEqualTo(generation);
        assertThat(line.running()).hasValue(running);
        assertThat(line.waiting()).hasValue(waiting);
        assertThat(line.kvUsagePercent()).hasValue(kv);
    }

    @Test
    void gluedStatisticsAreTwoLines() {
        String one = "INFO 07-28 06:41:09 [loggers.py:118] Engine 000: Avg prompt throughput: 1.5 tokens/s, Avg generation "
                + "throughput: 2.5 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU KV cache usage: 91.6%, Prefix cache hit "
                + "rate: 12.5%";
        LogDigest digest = Lines.digest(one + one.replace("1.5", "3.5"));

        assertThat(digest.stats()).extracting(StatsLine::promptTokensPerSecond).containsExactly(1.5, 3.5);
        assertThat(digest.stats().getFirst().prefixHitPercent()).hasValue(12.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "INFO:     172.16.21.155:35072 - \"POST /v1/chat/completions HTTP/1.1\" 200 OK ~ POST ~ /v1/chat/completions ~ 200",
            "(APIServer pid=1) INFO:     10.1.6.81:16983 - \"POST /v1/messages?beta=true HTTP/1.1\" 500 Internal Server Error ~ POST ~ /v1/messages ~ 500",
            "(ApiServer_1 pid=2324064) INFO:     127.0.0.1:43428 - \"POST /v1/completions HTTP/1.1\" 200 OK ~ POST ~ /v1/completions ~ 200",
            "vllm-sm120  | (ApiServer_1 pid=782) INFO:     10.1.1.99:57384 - \"POST /v1/chat/completions HTTP/1.1\" 503 Service Unavailable ~ POST ~ /v1/chat/completions ~ 503",
            "INFO:     ::1:51234 - \"GET /health HTTP/1.1\" 200 OK ~ GET ~ /health ~ 200",
            "INFO:      - \"GET /health HTTP/1.1\" 200 OK ~ GET ~ /health ~ 200",
            "INFO:     10.0.0.1:0 - \"GET /ERROR HTTP/1.1\" 499  ~ GET ~ /ERROR ~ 499",
            "INFO:     10.0.0.1:0 - \"POST /v1/chat/completions HTTP/1.1\" 299 ~ POST ~ /v1/chat/completions ~ 299",
            "Aug 19 18:34:30 vllm vllm[8707]: (APIServer pid=8707) INFO:     10.0.0.1:1 - \"GET /v1/models HTTP/1.1\" 200 OK ~ GET ~ /v1/models ~ 200",
            "[pod/vllm-0/server] INFO:     10.0.0.1:1 - \"GET /v1/models HTTP/1.1\" 200 OK ~ GET ~ /v1/models ~ 200",
            "2026-11-25T01:08:23.719329775Z stdout F INFO:     10.0.0.1:1 - \"GET /v1/models HTTP/1.1\" 200 OK ~ GET ~ /v1/models ~ 200",
            "2026-11-25T01:08:23.7+09:00 INFO:     10.0.0.1:1 - \"GET /v1/models HTTP/1.1\" 200 OK ~ GET ~ /v1/models ~ 200",
            "(APIServer pid=9) {\"message\": \"10.0.0.1:1 - \\\"GET /v1/models HTTP/1.1\\\" 200\", \"level\": \"INFO\"} ~ GET ~ /v1/models ~ 200"})
    void accessLinesAreCounted(String text, String method, String path, int status) {
        assertThat(Lines.digest(text).access()).isEqualTo(Map.of(new AccessKey(method, path, status), 1L));
    }

    @Test
    void coloursAndCarriageReturnsAreTakenOff() {
        LogDigest digest = Lines.digest(
                ESC + "[1;36m(APIServer pid=1)" + ESC + "[0;0m " + ESC + "[32mINFO" + ESC
                        + "[0m:     10.0.0.1:1 - \"" + ESC + "[1mGET /health HTTP/1.1" + ESC + "[0m\" " + ESC
                        + "[32m200 OK" + ESC + "[0m\r",
                "[0;36m(APIServer pid=1) [0;0m ".replace("[0", ESC + "[0") + ESC + "[33mWARNING " + ESC + "[0m" + ESC
                        + "[90m07-24 13:15:43 " + ESC + "[0m" + ESC + "[90m[envs.py:2019] " + ESC
                        + "[0mUnknown vLLM environment variable detected: VLLM_BUILD_COMMIT");

        assertThat(digest.access()).containsOnlyKeys(new AccessKey("GET", "/health", 200));
        assertThat(digest.events()).extracting(LogEvent::message)
                .containsExactly("Unknown vLLM environment variable detected: VLLM_BUILD_COMMIT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
            "ERROR 03-18 09:02:03 [serving_chat.py:133] Error with model object='error' message='The model `QwQ-32B-Q4_K_M` does not exist.' type='NotFoundError' param=None code=404 ~ ERROR ~ UNKNOWN_MODEL",
            "ERROR 04-28 02:37:03 [core.py:398] EngineCore encountered a fatal error. ~ ERROR ~ ENGINE_DEAD",
            "(APIServer pid=1) ERROR 10-20 03:20:50 [serving_chat.py:1136[] Error in chat completion stream generator. ~ ERROR ~ REQUEST_FAILED",
            "(APIServer pid=697224) ERROR 01-08 17:16:15 [serving_chat.py:1278] vllm.v1.engine.exceptions.EngineDeadError: EngineCore encountered an issue. See stack trace (above) for the root cause. ~ ERROR ~ ENGINE_DEAD",
            "ERROR 06-04 11:58:06 [utils.py:546] Exception occurred while running API servers: Process RustFrontend (PID: 740) died with exit code 2 ~ ERROR ~ ENGINE_DEAD",
            "ERROR 09-11 17:21:30 async_llm_engine.py:63] Engine background task failed ~ ERROR ~ ENGINE_DEAD",
            "WARNING:  Invalid HTTP request received. ~ WARNING ~ INVALID_REQUEST",
            "CRITICAL 01-08 17:16:15 [launcher.py:9] gone ~ ERROR ~ OTHER",
            "(EngineCore_0 pid=3) [2025-08-21 07:17:09,753] LMCache ERROR: no backend (x.py:1:lmcache) ~ ERROR ~ OTHER",
            "my-prefix ERROR 01-08 17:16:15 [core.py:9] CUDA error: an illegal memory access was encountered ~ ERROR ~ OTHER",
            "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. ~ ERROR ~ OUT_OF_MEMORY",
            "Killed ~ ERROR ~ OUT_OF_MEMORY",
            "/start.sh: line 3:     7 Killed                  vllm serve ~ ERROR ~ OUT_OF_MEMORY",
            "(Worker_DP0 pid=12345) {\"message\": \"disk is full\", \"levelname\": \"WARNING\"} ~ WARNING ~ OTHER"})
    void errorsAndWarningsAreRecognised(String text, LogEvent.Level level, LogEvent.Kind kind) {
        assertThat(Lines.digest(text).events()).extracting(LogEvent::level, LogEvent::kind, LogEvent::count)
                .containsExactly(tuple(level, kind, 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "INFO 03-18 09:03:16 [logger.py:39] Received request chatcmpl-6e17: prompt: 'ERROR 01-08 17:16:15 [a.py:1] x', params: SamplingParams(n=1)",
            "INFO 03-18 09:03:16 [logger.py:39] Avg prompt throughput: 1.0 tokens/s, Avg generation throughput: 1.0 tokens/s",
            "INFO 03-18 09:03:16 [logger.py:39] INFO:     1.2.3.4:5 - \"POST /v1/completions HTTP/1.1\" 200 OK",
            "(APIServer pid=1) INFO 01-08 17:16:15 [a.py:1] 0 ERROR lines so far, no Traceback (most recent call last)",
            "(EngineCore_0 pid=3945189) [2025-08-21 07:17:09,753] LMCache INFO: Reqid: cmpl-e595-0, Total tokens 8891",
            "(APIServer pid=205253) INFO 09-22 13:28:53 [metrics.py:98] KV Transfer metrics: Num successful transfers=1",
            "(APIServer pid=2236552) INFO 09-09 11:51:35 [metrics.py:96] SpecDecoding metrics: Draft acceptance rate: 88.8%",
            "INFO 05-25 06:50:29 [metrics.py:502] Prefix cache hit rate: GPU: 0.00%, CPU: 90.00%",
            "(EngineCore pid=1907951) DEBUG 05-04 05:25:03 [v1/core/sched/scheduler.py:663] prefetch started for request x",
            "(Worker_DP0 pid=12345) {\"message\": \"Engine started\"}", "ERROR", "ERROR ", "(", "{", "[", "INFO:", "\r",
            "",
            "  File \"x.py\", line 1", "INFO:     1.2.3.4:5 - \"POST /v1/completions HTTP/1.1\" 2000 OK",
            "ERROR in my prompt, said a print statement"})
    void whatOnlyLooksLikeTroubleIsNone(String text) {
        LogDigest digest = Lines.digest(text);

        assertThat(digest.events()).isEmpty();
        assertThat(digest.access()).isEmpty();
        assertThat(digest.stats()).isEmpty();
        assertThat(digest.lines()).isEqualTo(1);
    }

    @Test
    void aCutStatisticsLineStillSaysWhatItHas() {
        StatsLine line = Lines.onlyStats("INFO 03-30 06:46:52 [loggers.py:259] Engine 000: Avg prompt throughput: 24.2 "
                + "tokens/s, Avg generation throughput: 11.3 tokens/s, Running: 1 reqs, Waiting: 0 reqs, GPU...");

        assertThat(line.generationTokensPerSecond()).isEqualTo(11.3);
        assertThat(line.kvUsagePercent()).isEmpty();
    }
}
