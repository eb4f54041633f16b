package io.llmloadtest.wire.hot;

import static io.llmloadtest.wire.hot.Answers.DOCUMENT;
import static io.llmloadtest.wire.hot.Answers.bytes;
import static io.llmloadtest.wire.hot.Answers.chunk;
import static io.llmloadtest.wire.hot.Answers.decoded;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadAndFramingTest {

    private static final String JSON = "Content-Type: application/json\r\n";

    private static String chunked(String framing) {
        return "HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n" + framing;
    }

    private static String sized(String fields) {
        return "HTTP/1.1 200 OK\r\n" + JSON + fields + "Content-Length: " + DOCUMENT.length() + "\r\n\r\n" + DOCUMENT;
    }

    @Test
    void interimAnswersArePassedOver() {
        AnswerDecoder decoder = decoded("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nConnection: close\r\n"
                + "Content-Length: 7\r\n\r\n" + sized(""));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.status()).isEqualTo(200);
        assertThat(decoder.reusable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Folded: a\r\n\tb: close\r\n", "no colon here\r\n", ": no name\r\n",
            "X-\u00fc: \u00e9\r\n",
            "Content-Length : 144\r\n", "CONTENT-ENCODING: identity\r\n", "X:\r\n"})
    void oddFieldsAreTolerated(String field) {
        String length = Integer.toString(DOCUMENT.length());
        AnswerDecoder decoder = decoded(sized(field.replace("144", length)));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.reusable()).isTrue();
    }

    @Test
    void aBareLineFeedEndsALine() {
        assertThat(decoded(sized("").replace("\r\n", "\n")).whole()).isTrue();
        assertThat(decoded(chunked(chunk(DOCUMENT) + "0\r\n\r\n").replace("\r\n", "\n")).whole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET / HTTP/1.1,NOT_HTTP", "SSH-2.0-OpenSSH,NOT_HTTP", "HTTP/2 200,NOT_HTTP", "HTTP/1.1 20,NOT_HTTP",
            "HTTP/1.1 2x0 OK,NOT_HTTP", "HTTP/1.1 099 No,NOT_HTTP", "HTTP/1.1200 OK,NOT_HTTP",
            "HTTP/1.1 2000,NOT_HTTP"})
    void whatIsNoStatusLineIsSaid(String line, Flaw flaw) {
        assertThat(decoded(line + "\r\n\r\n").flaw()).isEqualTo(flaw);
    }

    @Test
    void aTlsRecordIsTold() {
        assertThat(decoded("\u0015\u0003\u0001").flaw()).isEqualTo(Flaw.TLS_RECORD);
        assertThat(decoded("\u0016\u0003\u0001").flaw()).isEqualTo(Flaw.TLS_RECORD);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 1x,BAD_CONTENT_LENGTH", "Content-Length: -5,BAD_CONTENT_LENGTH",
            "Content-Length:,BAD_CONTENT_LENGTH", "Content-Length: 99999999999999999999,BAD_CONTENT_LENGTH",
            "Content-Length: 1,BAD_CONTENT_LENGTH", "Transfer-Encoding: gzip,UNKNOWN_TRANSFER_CODING",
            "Content-Encoding: gzip,CONTENT_CODED"})
    void fieldsThatMakeTheBodyUndecodableAreSaid(String field, Flaw flaw) {
        assertThat(decoded(sized(field + "\r\n")).flaw()).isEqualTo(flaw);
    }

    @Test
    void aSwitchOfProtocolsIsSaid() {
        assertThat(decoded("HTTP/1.1 101 Switching\r\n\r\n").flaw()).isEqualTo(Flaw.PROTOCOL_SWITCHED);
    }

    @Test
    void aHeadWithoutEndIsBounded() {
        assertThat(decoded("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(20_000)).flaw()).isEqualTo(Flaw.HEAD_TOO_LONG);
        assertThat(decoded("HTTP/1.1 100 Go\r\n\r\n".repeat(20_000)).flaw()).isEqualTo(Flaw.HEAD_TOO_LONG);
        assertThat(decoded("\r\n".repeat(50_000)).flaw()).isEqualTo(Flaw.HEAD_TOO_LONG);
    }

    @Test
    void chunksMayHaveExtensionsAndTrailers() {
        int half = DOCUMENT.length() / 2;
        AnswerDecoder decoder = decoded(chunked("000" + Integer.toHexString(half) + ";name=\"v\"\r\n"
                + DOCUMENT.substring(0, half) + "\r\n" + Integer.toHexString(DOCUMENT.length() - half) + " \r\n"
                + DOCUMENT.substring(half) + "\r\n0;last\r\nX-Trailer: 1\r\nY: 2\r\n\r\n"));
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.facts().usage()).isTrue();
        assertThat(decoder.reusable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "x\r\n", "5\r\nabcdeX", "fffffffffffffffff\r\n", "-1\r\n", "5,\r\n"})
    void brokenChunkingIsSaid(String framing) {
        assertThat(decoded(chunked(framing)).flaw()).isEqualTo(Flaw.BAD_CHUNK);
    }

    @Test
    void extensionsAndTrailersWithoutEndAreBounded() {
        assertThat(decoded(chunked("1;" + "e".repeat(70_000))).flaw()).isEqualTo(Flaw.BAD_CHUNK);
        assertThat(decoded(chunked("0\r\n" + "t: 1\r\n".repeat(20_000))).flaw()).isEqualTo(Flaw.BAD_CHUNK);
    }

    @Test
    void withoutALengthTheEndOfInputIsTheEndOfTheBody() {
        AnswerDecoder decoder = decoded("HTTP/1.1 200 OK\r\n" + JSON + "\r\n" + DOCUMENT);
        assertThat(decoder.ended()).isFalse();
        decoder.endOfInput();
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.reusable()).isFalse();
    }

    @Test
    void anEndOfInputInsideASizedBodyIsACut() {
        byte[] answer = bytes(sized(""));
        AnswerDecoder decoder = Answers.decoder(Limits.STANDARD, false);
        decoder.feed(answer, 0, answer.length - 1, 1);
        decoder.endOfInput();
        assertThat(decoder.ended()).isTrue();
        assertThat(decoder.whole()).isFalse();
        assertThat(decoder.flaw()).isEqualTo(Flaw.NONE);
    }

    @Test
    void theServerDecidesWhetherTheConnectionStays() {
        assertThat(decoded(sized("Connection: Close\r\n")).reusable()).isFalse();
        assertThat(decoded(sized("Connection: foo, close\r\n")).reusable()).isFalse();
        assertThat(decoded(sized("").replace("HTTP/1.1", "HTTP/1.0")).reusable()).isFalse();
        assertThat(decoded(sized("Connection: keep-alive\r\n").replace("HTTP/1.1", "HTTP/1.0")).reusable()).isTrue();
        assertThat(decoded(sized("") + "x").reusable()).isFalse();
        assertThat(decoded("HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n").reusable()).isTrue();
        assertThat(decoded("HTTP/1.1 204 None\r\nContent-Length: 9\r\n\r\n").reusable()).isTrue();
    }

    @Test
    void chunkedWinsOverALengthButTheConnectionIsNotTrusted() {
        AnswerDecoder decoder = decoded("HTTP/1.1 200 OK\r\n" + JSON
                + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(DOCUMENT) + "0\r\n\r\n");
        assertThat(decoder.whole()).isTrue();
        assertThat(decoder.reusable()).isFalse();
    }

    @Test
    void aBodyBeyondItsBoundIsSaidAndAnErrorBodyIsCut() {
        Limits tight = new Limits(1000, 1000, 100, 50, 10);
        byte[] big = bytes("HTTP/1.1 200 OK\r\n" + JSON + "\r\n" + " ".repeat(101));
        AnswerDecoder document = Answers.decoder(tight, false);
        document.feed(big, 0, big.length, 1);
        assertThat(document.flaw()).isEqualTo(Flaw.BODY_TOO_LONG);

        byte[] refusal = Answers.sized(500, "application/json", "{\"error\":{\"message\":\"gone\"},\"x\":\""
                + "y".repeat(500) + "\"}");
        AnswerDecoder error = Answers.decoder(tight, false);
        error.feed(refusal, 0, refusal.length, 1);
        assertThat(error.whole()).isTrue();
        assertThat(error.body().size()).isEqualTo(50);
        assertThat(Answers.text(error.facts().errorMessage())).isEqualTo("gone");
    }

    @Test
    void oneDecoderDecodesManyAnswersAndForgetsEach() {
        AnswerDecoder decoder = Answers.decoder(Limits.STANDARD, true);
        byte[] stream = Answers.stream(Answers.CHUNK + Answers.LAST + Answers.USAGE + Answers.DONE);
        byte[] refusal = Answers.sized(404, "application/json", "{\"error\":\"gone\"}");
        for (int i = 0; i < 3; i++) {
            decoder.begin(true);
            decoder.feed(stream, 0, stream.length, i);
            assertThat(decoder.reusable()).isTrue();
            assertThat(decoder.train().size()).isEqualTo(3);
            decoder.begin(true);
            decoder.feed(refusal, 0, refusal.length, i);
            assertThat(decoder.reusable()).isTrue();
            assertThat(decoder.train().size()).isZero();
            assertThat(decoder.done()).isFalse();
            assertThat(decoder.facts().usage()).isFalse();
            assertThat(decoder.facts().finishReasons().any()).isFalse();
            assertThat(new String(decoder.contentType().array(), 0, decoder.contentType().size(),
                    StandardCharsets.US_ASCII)).isEqualTo("application/json");
        }
    }
}
