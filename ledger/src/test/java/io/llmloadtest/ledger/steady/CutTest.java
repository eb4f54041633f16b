package io.llmloadtest.ledger.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {

    @Test
    void aTimeHasAUnitAndANumberOfRequestsHasNone() {
        assertThat(Cut.parse("10s")).contains(new Cut.Time(Duration.ofSeconds(10)));
        assertThat(Cut.parse("500ms")).contains(new Cut.Time(Duration.ofMillis(500)));
        assertThat(Cut.parse("1.5m")).contains(new Cut.Time(Duration.ofSeconds(90)));
        assertThat(Cut.parse("1h")).contains(new Cut.Time(Duration.ofHours(1)));
        assertThat(Cut.parse("0")).contains(new Cut.Requests(0));
        assertThat(Cut.parse(" 200 ")).contains(new Cut.Requests(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "10 apples", "s", "99999999999", "1e3", "Infinity", "721h",
            "999999999h"})
    void anythingElseIsNoCut(String text) {
        assertThat(Cut.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10s", "0.5s", "200", "0"})
    void whatIsWrittenIsReadBack(String text) {
        assertThat(Cut.parse(text).orElseThrow().text()).isEqualTo(text);
    }
}
