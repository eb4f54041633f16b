package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * A test of which only pieces are left is judged as a run is: recordings of real servers from 0.8.5 to 0.32.0 (those of the
 * room {@code verdict}), each with a 404, a 400, a stream that the client cut off, and one of two choices.
 */
class LoosePiecesTest {

    private static final Path RECORDINGS = Product.ROOT.resolve("verdict/src/test/resources/vllm");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"0.8.5,657,663,4,4468,4602,1", "0.9.2,659,662,3,4468,4602,1", "0.11.2,656,659,3,4468,4602,1",
            "0.13.0,656,695,39,4468,4602,1", "0.17.1,656,709,53,4468,4602,1", "0.20.2,656,742,86,4518,4654,2",
            "0.26.0,656,659,3,4518,4654,1", "0.32.0,654,696,42,4518,4654,1",
            "0.32.0/log-requests,654,657,3,4518,4654,1", "0.32.0/dp2,654,689,35,4518,4654,1"})
    void aRecordingComesOutAsItsCountersSay(String name, double tokens, double serverTokens, double aborted,
            double prompt, double serverPrompt, double errors) {
        Product.Ended ended = Product.run(directory, judging(name, "--log", piece(name, "docker.log")));
        assertThat(ended.exit()).as(ended.toString()).isZero();
        Result result = new Result(ended.json());

        assertRow(result, "Request Count", 32, 32, "PASS");
        assertRow(result, "Total Tokens", tokens, serverTokens,
                serverTokens - tokens <= 0.05 * serverTokens ? "PASS" : "WARN");
        assertRow(result, "Prompt Tokens", prompt, serverPrompt, "PASS");
        assertRow(result, "HTTP 200 Count", 32, 32, "PASS");
        assertRow(result, "HTTP Errors", 2, 2, "PASS");
        if (name.equals("0.8.5")) {
            assertThat(result.row("HTTP Requests").path("status").asString()).isEqualTo("SKIP");
        } else {
            assertRow(result, "HTTP Requests", 34, 34, "PASS");
        }
        assertThat(result.row("Server Errors").path("server_value").asDouble()).isEqualTo(errors);
        assertThat(result.row("Server Errors").path("status").asString()).isEqualTo("WARN");
        assertThat(result.row("Avg TTFT (ms)").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.row("Avg E2E (ms)").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.value("work-aborted", "tokens")).isEqualTo(aborted);
        assertThat(result.warnings()).isEqualTo(Set.of("http-errors", "server-errors"));
        assertThat(result.overall()).isEqualTo("WARNING");
        assertThat(ended.json().path("status").asString()).isEqualTo("completed");
        assertThat(result.level(0).path("itl_ms").path("mean").isNull())
                .as("two stamps a stream do not tell its inter-token latencies").isTrue();
        assertConforms(ended.json());
    }

    @Test
    void aServerWithoutStatisticsIsSkippedAndItsHttpMetricsAreRead() {
        Product.Ended ended = Product.run(directory, judging("0.32.0/no-stats"));
        Result result = new Result(ended.json());
        for (String row : List.of("Request Count", "Total Tokens", "Prompt Tokens", "Avg TTFT (ms)")) {
            assertThat(result.row(row).path("status").asString()).as(row).isEqualTo("SKIP");
        }
        assertRow(result, "HTTP Requests", 34, 34, "PASS");
        assertThat(result.warnings()).isEqualTo(Set.of("http-errors"));
        assertThat(result.finding("metrics-partial")).isPresent();
    }

    @Test
    void aLogWithoutStampsCountsAsAWholeAndSaysSo() throws IOException {
        List<String> bare = unpacked("0.32.0", "docker.log").lines().map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        Path log = Files.write(directory.resolve("bare.log"), bare);
        Product.Ended ended = Product.run(directory, judging("0.32.0", "--log", log.toString()));
        Result result = new Result(ended.json());
        assertRow(result, "HTTP 200 Count", 32, 32, "PASS");
        assertRow(result, "HTTP Errors", 2, 2, "PASS");
        assertThat(result.row("Avg Throughput").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.row("HTTP 200 Count").path("source").asString()).isEqualTo("log_file");
        assertThat(result.warnings()).isEqualTo(Set.of("http-errors", "server-errors"));
        assertThat(ended.err()).contains("bare.log").contains("no time stamps").contains("--timestamps");
    }

    @Test
    void theLogOfAnotherTimeIsNoEvidence() throws IOException {
        Product.Ended ended = Product.run(directory, judging("0.32.0", "--log", piece("0.26.0", "docker.log")));
        Result result = new Result(ended.json());
        assertThat(result.row("HTTP 200 Count").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.finding("log-unavailable")).isPresent();
        assertThat(ended.err()).contains("lines lies between");
    }

    @Test
    void pagesInTheWrongOrderAreARestart() {
        Product.Ended ended = Product.run(directory, "validate", "--client", piece("0.32.0", "client.json"),
                "--metrics-before", piece("0.32.0", "metrics-after.txt"), "--metrics-after",
                piece("0.32.0", "metrics-before.txt"), "--format", "json", "--fail-on", "warning");
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(4);
        assertThat(new Result(ended.json()).finding("server-restarted")).isPresent();
    }

    @Test
    void onePageAloneCountsNothing() {
        Product.Ended ended = Product.run(directory, "validate", "--client", piece("0.32.0", "client.json"),
                "--metrics-after", piece("0.32.0", "metrics-after.txt"), "--format", "json", "--fail-on",
                "unverified");
        Result result = new Result(ended.json());
        assertThat(result.row("Request Count").path("status").asString()).isEqualTo("SKIP");
        assertThat(result.finding("metrics-unavailable").map(JsonNode::toString).orElse(""))
                .contains("--metrics-before");
        assertThat(result.row("Request Count").path("client_value").asDouble()).isEqualTo(32);
    }

    @Test
    void theLogAloneIsEnoughToJudgeBy() {
        Product.Ended ended = Product.run(directory, "validate", "--client", piece("0.32.0", "client.json"), "--log",
                piece("0.32.0", "docker.log"), "--lang", "ko");
        assertThat(ended.exit()).as(ended.toString()).isZero();
        assertThat(ended.out()).contains("HTTP 200 Count");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'{\"requests\": [{\"id\": \"a\"}, {\"id\": '|whole JSON",
            "'{\"requests\": []}'|holds no request", "'{\"totals\": 3}'|no list", "'[1, 2]'|no object",
            "'<html></html>'|whole JSON", "''|no list",
            "'[{\"started_at\":\"2026-01-01T00:00:00Z\"},{\"started_at\":\"2026-02-01T00:00:00Z\"}]'|days apart"})
    void aLedgerThatIsNoneIsNamed(String content, String words) throws IOException {
        Path client = Files.writeString(directory.resolve("client.json"), content);
        Product.Ended ended = Product.run(directory, "validate", "--client", client.toString(), "--log",
                piece("0.32.0", "docker.log"));
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err().strip().lines()).as(ended.toString()).hasSize(1);
        assertThat(ended.err()).contains("client.json").contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--client client.json|needs something", "--log a.log|--client",
            "''|RUN_FOLDER", "runs/a --client client.json --log a.log|only one"})
    void halfAQuestionIsWrongUse(String arguments, String words) {
        List<String> all = new ArrayList<>(List.of("validate"));
        all.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
        Product.Ended ended = Product.run(directory, all.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.err()).contains(words);
    }

    @Test
    void theRecordOfAnyClientIsUnderstood() throws IOException {
        Path client = Files.writeString(directory.resolve("client.json"),
                """
                        {"tool": "another", "requests": [
                         {"status": 200, "stream": true, "started_at": "2026-11-25 01:00:00.5+0000", "e2e_s": 1, "ttft_s": 0.1,
                          "content_chunks": 4, "last_content_s": 0.9, "usage": null, "finish_reasons": ["stop", null], "more": {}},
                         {"status": 200, "stream": true, "started_at": "2026-11-25T10:00:01+09:00", "e2e_s": 1, "ttft_s": 0.1,
                          "done_seen": false, "finish_reasons": []},
                         {"status": 200, "stream": true, "started_at": "2026-11-25T01:00:02Z", "e2e_s": 1,
                          "error_body": "{\\"error\\": {\\"message\\": \\"out of pages\\", \\"code\\": 500}}"},
                         {"started_at": "2026-11-25T01:00:03Z", "exception": "TimeoutError()"},
                         {"started_at": "2026-11-25T01:00:03Z", "exception": "ClientConnectorError('Cannot connect to host')"},
                         {"status": null, "exception": "ServerDisconnectedError('Server disconnected')"},
                         {"status": 200, "exception": "JSONDecodeError('Expecting value')"},
                         {"status": 200, "endpoint": "http://127.0.0.1:8000/v1/embeddings", "e2e_s": 0.1,
                          "usage": {"prompt_tokens": 5, "total_tokens": 5}, "exception": "KeyError('choices')"},
                         {"status": 200, "aborted": true}]}
                        """);
        Product.Ended ended = Product.run(directory, "validate", "--client", client.toString(), "--metrics-before",
                piece("0.32.0", "metrics-before.txt"), "--metrics-after", piece("0.32.0", "metrics-after.txt"),
                "--format", "json");
        JsonNode level = new Result(ended.json()).level(0);
        assertThat(level.path("total_requests").asInt()).as(ended.toString()).isEqualTo(9);
        assertThat(level.path("successful_requests").asInt()).isEqualTo(2);
        JsonNode errors = level.path("errors");
        for (String kind : List.of("timeout", "connect", "protocol", "stream_error", "cancelled")) {
            assertThat(errors.path(kind).asInt()).as(kind).isEqualTo(1);
        }
        assertThat(errors.path("truncated").asInt()).isEqualTo(2);
        assertThat(ended.err()).contains("started_at");
    }

    private static String[] judging(String name, String... further) {
        List<String> all = new ArrayList<>(List.of("validate", "--client", piece(name, "client.json"),
                "--metrics-before", piece(name, "metrics-before.txt"), "--metrics-after",
                piece(name, "metrics-after.txt"), "--format", "json"));
        all.addAll(List.of(further));
        return all.toArray(String[]::new);
    }

    private static String piece(String name, String file) {
        return RECORDINGS.resolve(name).resolve(file + ".gz").toString();
    }

    private static String unpacked(String name, String file) throws IOException {
        try (InputStream zip = new GZIPInputStream(Files.newInputStream(Path.of(piece(name, file))))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertRow(Result result, String name, double client, double server, String status) {
        JsonNode row = result.row(name);
        assertThat(row.path("client_value").asDouble()).as(name).isEqualTo(client);
        assertThat(row.path("server_value").asDouble()).as(name).isEqualTo(server);
        assertThat(row.path("status").asString()).as(name).isEqualTo(status);
    }

    private static void assertConforms(JsonNode document) {
        assertThat(document.path("schema_version").asString()).isEqualTo("1");
        assertThat(document.path("results").size()).isEqualTo(1);
    }
}
