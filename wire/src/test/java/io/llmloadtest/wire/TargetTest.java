package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmloadtest.model.Tick;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void headerValuesAreInNoText() {
        Target target = Target.tls("llm.example", 443, new Trust.DefaultStore()).with("Authorization", "Bearer s3cret");
        assertThat(target.toString()).isEqualTo("https://llm.example with headers [Authorization]");
        assertThatIllegalArgumentException().isThrownBy(() -> target.with("X-Key", "s3cret\r\nEvil: 1"))
                .withMessageContaining("X-Key").withMessageNotContaining("s3cret");
    }

    @Test
    void theHostHeaderHasThePortOnlyWhenItIsNotTheUsualOne() {
        assertThat(Target.plain("h", 80).authority()).isEqualTo("h");
        assertThat(Target.plain("h", 443).authority()).isEqualTo("h:443");
        assertThat(Target.plain("::1", 8000).authority()).isEqualTo("[::1]:8000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding", "X-Request-Id", "Connection", "a b", "", "x:y"})
    void headersOfTheTransportItselfAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Target.plain("h", 1).with(name, "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "http://h", "h\r\n", "u@h"})
    void whatIsNoHostIsRefused(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> Target.plain(host, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "/a b", "/a\r\nX: 1", "/\u00e9"})
    void aPathThatWouldBreakTheHeadIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireRequest("id", path, new byte[0], true, Tick.ZERO, Duration.ofSeconds(1)));
    }
}
