package io.llmloadtest.wire;

import static io.llmloadtest.wire.hot.Answers.CHUNK;
import static io.llmloadtest.wire.hot.Answers.DOCUMENT;
import static io.llmloadtest.wire.hot.Answers.DONE;
import static io.llmloadtest.wire.hot.Answers.EVENT_STREAM_HEAD;
import static io.llmloadtest.wire.hot.Answers.LAST;
import static io.llmloadtest.wire.hot.Answers.USAGE;
import static io.llmloadtest.wire.hot.Answers.bytes;
import static io.llmloadtest.wire.hot.Answers.chunk;
import static io.llmloadtest.wire.hot.Answers.decoded;
import static io.llmloadtest.wire.hot.Answers.sized;
import static io.llmloadtest.wire.hot.Answers.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.wire.Exchange.End;
import io.llmloadtest.wire.hot.AnswerDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {

    private static final String ERROR = "data: {\"error\":{\"message\":\"engine \\u0022dead\\\"\\nnow\",\"code\":500}}\n\n";

    /** How an answer ends after which the server closes. */
    private static End end(byte[] answer) {
        AnswerDecoder decoder = decoded(answer);
        decoder.endOfInput();
        return Ending.of(decoder);
    }

    private static End end(String answer) {
        return end(bytes(answer));
    }

    @Test
    void aFinishReasonIsAnEndWithDoneOrWithout() {
        assertThat(end(stream(CHUNK + LAST + USAGE + DONE))).isEqualTo(new End.Complete());
        assertThat(end(stream(CHUNK + LAST))).isEqualTo(new End.Complete());
        assertThat(end(stream(CHUNK + DONE))).isEqualTo(new End.Complete());
    }

    @Test
    void aStreamWithoutAnEndOfItsOwnIsBrokenOff() {
        End broken = new End.BrokenOff("the stream ended without finish reason and [DONE]");
        assertThat(end(stream(CHUNK))).isEqualTo(broken);
        assertThat(end(stream(": keep-alive\n\n"))).isEqualTo(broken);
        assertThat(end("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n" + CHUNK)).isEqualTo(broken);
        assertThat(end(stream(DONE))).isEqualTo(new End.BrokenOff("no choice before [DONE]"));
        assertThat(end(stream(USAGE + DONE))).isEqualTo(new End.BrokenOff("no choice before [DONE]"));
    }

    @Test
    void aCutMattersUpToDone() {
        End cut = new End.BrokenOff("the connection ended inside the answer");
        assertThat(end(EVENT_STREAM_HEAD + chunk(CHUNK))).isEqualTo(cut);
        assertThat(end(EVENT_STREAM_HEAD + chunk(CHUNK) + chunk(LAST))).isEqualTo(cut);
        assertThat(end(EVENT_STREAM_HEAD + chunk(CHUNK) + chunk(LAST) + chunk(DONE))).isEqualTo(new End.Complete());
        assertThat(end("HTTP/1.1 503 No\r\nContent-Length: 9\r\n\r\nabc")).isEqualTo(cut);
    }

    @Test
    void anErrorEventOutranksWhatFollows() {
        End error = new End.ErrorEvent("500", "engine \"dead\"\nnow");
        assertThat(end(stream(CHUNK + ERROR + DONE))).isEqualTo(error);
        assertThat(end(stream(ERROR + ERROR + CHUNK + LAST + DONE))).isEqualTo(error);
        assertThat(end(EVENT_STREAM_HEAD + chunk(ERROR))).isEqualTo(error);
        assertThat(end(EVENT_STREAM_HEAD + chunk(ERROR) + "junk\r\n")).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"error", "abort"})
    void someFinishReasonsAreErrors(String reason) {
        assertThat(end(stream(CHUNK + LAST.replace("stop", reason) + DONE)))
                .isEqualTo(new End.ErrorEvent(reason, "told by a finish reason only"));
        assertThat(end(sized(200, "application/json", DOCUMENT.replace("length", reason))))
                .isInstanceOf(End.ErrorEvent.class);
    }

    @Test
    void a200ThatIsNoOpenAiAnswerIsMalformed() {
        assertThat(end(sized(200, "text/html", "<html></html>")))
                .isEqualTo(new End.Malformed("200 with text/html, not an OpenAI answer"));
        assertThat(end(sized(200, "text/plain", "\n <!doctype html>")))
                .isEqualTo(new End.Malformed("200 with text/plain, not an OpenAI answer"));
        assertThat(end(sized(200, "application/json", "{\"object\":\"list\",\"data\":[{\"id\":\"m\"}]}")))
                .isEqualTo(new End.Malformed("200 with application/json, not an OpenAI answer"));
        assertThat(end(sized(200, "application/json", "{\"choices\":[]}"))).isInstanceOf(End.Malformed.class);
        assertThat(end(sized(200, "application/json", "null")))
                .isEqualTo(new End.Malformed("200 with a body that is no JSON object"));
        assertThat(end(sized(200, "application/json", ""))).isInstanceOf(End.Malformed.class);
        assertThat(end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")).isInstanceOf(End.Malformed.class);
        assertThat(end("SSH-2.0-OpenSSH\r\n")).isEqualTo(new End.Malformed("the answer is no HTTP/1.x"));
        assertThat(end(stream("data: {oops}\n\n")))
                .isEqualTo(new End.Malformed("an event that is no JSON object"));
    }

    @Test
    void a200DocumentWithAnErrorIsAnError() {
        assertThat(end(sized(200, "application/json", "{\"object\":\"error\",\"message\":\"m\",\"type\":\"T\"}")))
                .isEqualTo(new End.ErrorEvent("T", "m"));
    }

    @Test
    void theContentTypeMayBeMissingOrPlain() {
        assertThat(end("HTTP/1.1 200 OK\r\n\r\n" + CHUNK + LAST)).isEqualTo(new End.Complete());
        assertThat(end("HTTP/1.1 200 OK\r\n\r\n" + DOCUMENT)).isEqualTo(new End.Complete());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"401|application/json|{\"error\":\"Unauthorized\"}|Unauthorized",
            "422|application/json|{\"detail\":\"Not valid\"}|Not valid",
            "422|application/json|{\"detail\":[{\"msg\":\"m\"}]}|[{\"msg\":\"m\"}]",
            "500|text/plain|Internal Server Error|Internal Server Error", "502|text/html|<html>Bad gateway</html>|",
            "404|application/json|{\"x\":1}|", "204|text/plain||", "201|application/json|{\"choices\":[{}]}|"})
    void aRefusalHasTheServersWords(int status, String type, String body, String message) {
        assertThat(end(sized(status, type, body == null ? "" : body)))
                .isEqualTo(new End.Refused(message == null ? "" : message));
    }

    @Test
    void aLongMessageIsCut() {
        End end = end(
                sized(400, "application/json", "{\"error\":{\"message\":\"" + "\\ud83d\\ude00".repeat(400) + "\"}}"));
        assertThat(end).isInstanceOfSatisfying(End.Refused.class,
                refused -> assertThat(refused.message()).isEqualTo("\ud83d\ude00".repeat(150)));
    }
}
