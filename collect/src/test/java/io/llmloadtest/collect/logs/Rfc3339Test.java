package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({"2026-11-25T10:15:30.123456789Z, 2026-11-25T10:15:30.123456789Z",
            "2026-11-25T10:15:30.000000001Z, 2026-11-25T10:15:30.000000001Z",
            "2026-11-25T10:15:30.5Z, 2026-11-25T10:15:30.5Z", "2026-11-25T10:15:30Z, 2026-11-25T10:15:30Z",
            "2026-11-25T19:15:30.123456789+09:00, 2026-11-25T10:15:30.123456789Z",
            "2026-11-24T22:45:30.123456789-11:30, 2026-11-25T10:15:30.123456789Z",
            "2024-02-29T00:00:00.000000000Z, 2024-02-29T00:00:00Z", "1999-12-31T23:59:59Z, 1999-12-31T23:59:59Z"})
    void stampsOfEveryEngineAreRead(String text, Instant moment) {
        assertThat(read(text)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INFO", "2026-11-25", "2026-11-25T10:15:30", "2026-11-25T10:15:30.1234567890Z",
            "2026-13-25T10:15:30Z", "2026-02-30T10:15:30Z", "2026-11-25T24:15:30Z", "2026-11-25T10:60:30Z",
            "2026-11-25 10:15:30Z", "2026-11-25T10:15:30+9:00", "2026-11-25T10:15:30+99:00", "2026-11-25T1x:15:30Z",
            "20261125T101530.000Z-padding", "2026-11-25T10:15:30Zx"})
    void whatIsNoStampIsNotRead(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void whatTheRecorderWritesIsRead() {
        Instant moment = Instant.parse("2026-11-25T10:15:30.000000007Z");

        assertThat(LogRecorder.STAMP.format(moment)).isEqualTo("2026-11-25T10:15:30.000000007Z");
        assertThat(read(LogRecorder.STAMP.format(moment))).contains(moment);
    }

    private static Optional<Instant> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Rfc3339.read(bytes, 0, bytes.length);
    }
}
