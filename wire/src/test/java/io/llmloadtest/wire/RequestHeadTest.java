package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Tick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestHeadTest {

    @Test
    void aTracedRequestNamesItsTrace() {
        assertThat(head(Optional.of("00-0af7-b7ad-01")))
                .contains("\r\nX-Request-Id: t-1\r\ntraceparent: 00-0af7-b7ad-01\r\nContent-Length: 2\r\n\r\n");
    }

    @Test
    void anUntracedRequestNamesNone() {
        assertThat(head(Optional.empty())).contains("\r\nX-Request-Id: t-1\r\nContent-Length: 2\r\n\r\n")
                .doesNotContain("traceparent");
    }

    private static String head(Optional<String> traceparent) {
        RequestHead head = new RequestHead(Target.plain("127.0.0.1", 8000));
        return new String(head.encode(new WireRequest("t-1", "/v1/completions", new byte[]{'{', '}'}, true, Tick.ZERO,
                Duration.ofSeconds(1), traceparent)), StandardCharsets.ISO_8859_1);
    }
}
