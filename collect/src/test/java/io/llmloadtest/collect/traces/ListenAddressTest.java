package io.llmloadtest.collect.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({":4318, 127.0.0.1:4318", "4318, 127.0.0.1:4318", "0.0.0.0:4318, 0.0.0.0:4318",
            "[::]:4317, [::]:4317", "gpu-7:1, gpu-7:1"})
    void whatIsAnAddressIsRead(String text, String address) {
        assertThat(ListenAddress.parse(text)).hasToString("Optional[" + address + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "host", "host:", ":65536", ":-1", "::1:4318", "http://x:1", "a:123456"})
    void whatIsNoneIsRefused(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }

    @Test
    void withoutAHostOnlyThisMachineIsHeard() {
        assertThat(ListenAddress.parse(":4318").orElseThrow().host()).isEqualTo("127.0.0.1");
    }
}
