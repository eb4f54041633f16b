package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.Capture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log says of single requests, by the ids the client sent. */
class RequestLinesTest {

    private static final String RECEIVED = "(APIServer pid=1) INFO 11-25 01:22:37 [request_logger.py:65] Received request ";
    private static final String ENGINE = "(APIServer pid=1) INFO 11-25 01:22:37 [async_llm.py:578] ";

    @Test
    void theCaptureNamesEachRequestOfTheClient() {
        RequestLines said = Lines.digest(new Capture("0.32.0/log-requests").log("docker.log")).requests();

        assertThat(said.seen()).isTrue();
        assertThat(said.received()).hasSize(32).allSatisfy((id, count) -> {
            assertThat(id).matches("fx-00\\d\\d");
            assertThat(count).isEqualTo(1);
        }).containsKeys("fx-0001", "fx-0031", "fx-0032", "fx-0033");
        assertThat(said.aborted()).isEqualTo(Map.of("fx-0031", 1));
        assertThat(said.leftOut()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.8.5", "0.9.2"})
    void olderServersLogRequestsByThemselves(String version) {
        RequestLines said = Lines.digest(new Capture(version).log("docker.log")).requests();

        assertThat(said.received()).containsKeys("fx-0001", "fx-0031").containsEntry("fx-0033", 1);
        assertThat(said.aborted()).isEqualTo(Map.of("fx-0031", 1));
    }

    @Test
    void aServerThatLogsNoRequestsSaysNothingOfThem() {
        RequestLines said = Lines.digest(new Capture("0.32.0").log("docker.log")).requests();

        assertThat(said.seen()).isFalse();
        assertThat(said.received()).isEmpty();
        assertThat(said.aborted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {"Received request chatcmpl-a1: params: SamplingParams(n=1) ~ a1",
            "Received request chatcmpl-a1-0a1b2c3d: prompt: 'x' ~ a1-0a1b2c3d",
            "Received request cmpl-a1-0: params ~ a1",
            "Received request chat-a1: params ~ a1", "Added request chatcmpl-a1-0a1b2c3d. ~ a1",
            "Added request 0_chatcmpl-a1-0a1b2c3d. ~ a1", "Added request cmpl-a1-0-0a1b2c3d. ~ a1",
            "Added request chatcmpl-a1. ~ a1", "Added request a.b. ~ a.b"})
    void anIdIsAsTheClientSentIt(String message, String id) {
        assertThat(Lines.digest(ENGINE + message).requests().received()).isEqualTo(Map.of(id, 1));
        assertThat(Lines.digest("{\"levelname\": \"INFO\", \"message\": \"" + message + "\"}").requests().received())
                .isEqualTo(Map.of(id, 1));
    }

    @Test
    void furtherChoicesAndPromptsAreTheSameRequest() {
        RequestLines said = Lines.digest(RECEIVED + "cmpl-a-0: params", RECEIVED + "cmpl-a-1: params",
                ENGINE + "Added request cmpl-a-0-0a1b2c3d.",
                ENGINE + "Aborted request(s) 0_cmpl-a-0-0a1b2c3d,1_cmpl-a-0-0a1b2c3d.")
                .requests();

        assertThat(said.received()).isEqualTo(Map.of("a", 1));
        assertThat(said.aborted()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void anIdThatEndsAsTheEnginesDigitsDoIsToldFromThem() {
        RequestLines said = Lines.digest(RECEIVED + "chatcmpl-bench-0a1b2c3d: params", ENGINE
                + "Aborted request chatcmpl-bench-0a1b2c3d.", RECEIVED + "chatcmpl-b: params",
                ENGINE + "Aborted request(s) chatcmpl-b-ffffffff.").requests();

        assertThat(said.aborted()).isEqualTo(Map.of("bench-0a1b2c3d", 1, "b", 1));
    }

    @Test
    void idsFromBeforeTheRunAreForgottenButNotThatThereWereSome() {
        LogBook book = Lines.book(RECEIVED + "chatcmpl-a: params", RECEIVED + "chatcmpl-b: params");
        book.beginRun(Lines.second(2));

        assertThat(book.before(Instant.MAX).requests()).isEqualTo(new RequestLines(true, Map.of(), Map.of(), 0,
                PortLines.NONE));
    }

    @Test
    void onlySoManyAreKept() {
        List<LogLine> lines = IntStream.range(0, 200_010)
                .mapToObj(id -> new LogLine(Lines.START, RECEIVED + "chatcmpl-" + id + ": params")).toList();
        RequestLines said = Lines.digest(lines).requests();

        assertThat(said.received()).hasSize(200_000);
        assertThat(said.leftOut()).isEqualTo(10);
    }

    @Test
    void thePromptIsNoPartOfTheJudgedLines() {
        JudgedLines judged = new JudgedLines();

        assertThat(judged.pick(new LogLine(Lines.START, RECEIVED + "cmpl-a-0: prompt: 'secret', params")))
                .hasValueSatisfying(line -> assertThat(line.text()).isEqualTo(RECEIVED + "cmpl-a-0:"));
        assertThat(judged.pick(new LogLine(Lines.START,
                "{\"levelname\": \"INFO\", \"message\": \"Received request cmpl-a-0: prompt: 'secret'\"}")))
                .hasValueSatisfying(line -> assertThat(line.text())
                        .isEqualTo("{\"levelname\": \"INFO\", \"message\": \"Received request cmpl-a-0:\"}"));
    }
}
