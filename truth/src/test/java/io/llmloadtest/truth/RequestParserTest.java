package io.llmloadtest.truth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.truth.RequestParser.Incomplete;
import io.llmloadtest.truth.RequestParser.Malformed;
import io.llmloadtest.truth.RequestParser.Request;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private final RequestParser parser = new RequestParser();

    @Test
    void aRequestThatArrivesByteByByteIsReadOnceItIsWhole() {
        String text = "POST /v1/completions HTTP/1.1\r\nContent-Length: 5\r\nX-Request-Id: a-1\r\n\r\nhallo";
        for (int i = 0; i < text.length() - 1; i++) {
            feed(text.substring(i, i + 1));
            assertThat(parser.next()).isEqualTo(new Incomplete(false));
        }
        feed(text.substring(text.length() - 1));
        assertThat(parser.next()).isEqualTo(new Request("POST", "/v1/completions",
                Map.of("content-length", "5", "x-request-id", "a-1"), "hallo"));
    }

    @Test
    void pipelinedRequestsComeOutInOrder() {
        feed("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c");
        assertThat(parser.next()).isEqualTo(new Request("GET", "/a", Map.of(), ""));
        assertThat(parser.next()).isEqualTo(new Request("GET", "/b", Map.of(), ""));
        assertThat(parser.next()).isEqualTo(new Incomplete(false));
    }

    @Test
    void theWishToContinueIsToldOnce() {
        feed("POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
        assertThat(parser.next()).isEqualTo(new Incomplete(true));
        assertThat(parser.next()).isEqualTo(new Incomplete(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET /a SPDY/3\r\n\r\n",
            "POST /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
            "POST /a HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n",
            "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"})
    void whatCannotBeReadIsMalformed(String text) {
        feed(text);
        assertThat(parser.next()).isInstanceOf(Malformed.class);
    }

    private void feed(String text) {
        parser.feed(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
}
