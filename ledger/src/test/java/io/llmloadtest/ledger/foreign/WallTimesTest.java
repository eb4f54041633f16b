package io.llmloadtest.ledger.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as clients write them. */
class WallTimesTest {

    @ParameterizedTest
    @CsvSource({"2026-11-25T01:00:00Z,2026-11-25T01:00:00Z", "2026-11-25T01:00:00.5Z,2026-11-25T01:00:00.500Z",
            "2026-11-25T10:00:00.123456789+09:00,2026-11-25T01:00:00.123456789Z",
            "2026-11-25T10:00:00.1234567891234+0900,2026-11-25T01:00:00.123456789Z",
            "2026-11-24T20:00:00-05,2026-11-25T01:00:00Z", "2026-11-25 01:00:00.25,2026-11-25T01:00:00.250Z",
            "2026-11-25t01:00:00z,2026-11-25T01:00:00Z"})
    void anyFractionAndOffsetIsRead(String written, Instant meant) {
        assertThat(WallTimes.parse(written)).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-25", "2026-13-25T01:00:00Z", "2026-11-25T01:00:00 some words"})
    void whatIsNoTimeIsNone(String written) {
        assertThat(WallTimes.parse(written)).isEmpty();
    }
}
