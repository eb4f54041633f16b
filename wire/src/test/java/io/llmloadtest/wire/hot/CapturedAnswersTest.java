package io.llmloadtest.wire.hot;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ChunkTrain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of real servers; what they must come to was counted by the client that captured them. */
class CapturedAnswersTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/vllm/expected.csv", numLinesToSkip = 1)
    void comesOutAsTheCapturingClientCounted(String version, String file, String id, int events, int contentChunks,
            int promptTokens, int completionTokens, String finishReason) {
        byte[] answer = answer(version, file);
        for (int split = 0; split <= answer.length; split++) {
            AnswerDecoder decoder = Answers.decoder(Limits.STANDARD, true);
            decoder.feed(answer, 0, split, 10);
            decoder.feed(answer, split, answer.length - split, 20);
            check(decoder, id, events, contentChunks, promptTokens, completionTokens, finishReason);
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/vllm/expected.csv", numLinesToSkip = 1)
    void comesOutTheSameByteByByteAndInRandomPieces(String version, String file, String id, int events,
            int contentChunks, int promptTokens, int completionTokens, String finishReason) {
        byte[] answer = answer(version, file);
        Random random = new Random(20261125);
        for (int round = 0; round < 200; round++) {
            int longest = round == 0 ? 1 : 1 + random.nextInt(500);
            AnswerDecoder decoder = Answers.decoder(Limits.STANDARD, true);
            byte[] read = new byte[longest];
            for (int from = 0; from < answer.length;) {
                int length = Math.min(answer.length - from, 1 + random.nextInt(longest));
                System.arraycopy(answer, from, read, 0, length);
                decoder.feed(read, 0, length, from);
                Arrays.fill(read, (byte) '#');
                from += length;
            }
            check(decoder, id, events, contentChunks, promptTokens, completionTokens, finishReason);
        }
    }

    private static byte[] answer(String version, String file) {
        byte[] body = Answers.fixture(version + "/" + file);
        return file.endsWith(".sse")
                ? Answers.stream(body)
                : Answers.join(Answers.bytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                        + body.length + "\r\n\r\n"), body);
    }

    private static void check(AnswerDecoder decoder, String id, int events, int contentChunks, int promptTokens,
            int completionTokens, String finishReason) {
        ChunkTrain train = decoder.train().snapshot();
        Facts facts = decoder.facts();
        assertThat(decoder.flaw()).isEqualTo(Flaw.NONE);
        assertThat(decoder.reusable()).isTrue();
        assertThat(train.size()).isEqualTo(Math.max(0, events - 1));
        assertThat(IntStream.range(0, train.size()).filter(train::isToken).count()).isEqualTo(contentChunks);
        assertThat(decoder.done()).isEqualTo(events > 0);
        assertThat(facts.promptTokens()).isEqualTo(promptTokens);
        assertThat(facts.completionTokens()).isEqualTo(completionTokens);
        assertThat(facts.finishReasons().size()).isEqualTo(1);
        assertThat(facts.finishReasons().count(0)).isEqualTo(1);
        assertThat(new String(facts.finishReasons().name(0), StandardCharsets.UTF_8))
                .isEqualTo(finishReason);
        assertThat(Answers.text(facts.id())).endsWith("cmpl-" + id);
        assertThat(facts.error()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.8.5,400,BadRequestError,'max_tokens must be at least 1, got -1.'",
            "0.8.5,404,NotFoundError,The model `no-such-model` does not exist.",
            "0.32.0,400,BadRequestError,'max_tokens must be at least 1, got -1. (parameter=max_tokens, value=-1)'",
            "0.32.0,404,NotFoundError,The model `no-such-model` does not exist. Valid aliases: tiny."})
    void errorBodiesTellTheirMessage(String version, int status, String type, String message) {
        String body = new String(Answers.fixture(version + "/error-" + status + ".json"),
                StandardCharsets.UTF_8);
        AnswerDecoder decoder = Answers.decoded(Answers.sized(status, "application/json", body));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.status()).isEqualTo(status);
        assertThat(Answers.text(decoder.facts().errorMessage())).isEqualTo(message);
        assertThat(Answers.text(decoder.facts().errorType())).isEqualTo(type);
        assertThat(Answers.text(decoder.facts().errorCode())).isEqualTo(Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource({"0.8.5", "0.32.0"})
    void eventsOfOneReadShareItsStampAndSaySo(String version) {
        byte[] answer = answer(version, "chat-stream.sse");
        AnswerDecoder decoder = Answers.decoder(Limits.STANDARD, true);
        int half = answer.length / 2;
        decoder.feed(answer, 0, half, 100);
        decoder.feed(answer, half, answer.length - half, 200);
        ChunkTrain train = decoder.train().snapshot();
        for (int i = 0; i < train.size(); i++) {
            boolean first = i == 0 || train.nanosAt(i) != train.nanosAt(i - 1);
            assertThat((train.flagsAt(i) & ChunkTrain.SHARED_READ) == 0).isEqualTo(first);
        }
        assertThat(train.nanosAt(0)).isEqualTo(100);
        assertThat(train.nanosAt(train.size() - 1)).isEqualTo(200);
        assertThat(decoder.headNanos()).isEqualTo(100);
        assertThat(decoder.lastNanos()).isEqualTo(200);
    }
}
