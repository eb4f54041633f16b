package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"pool", "per-request", "max-uses=2", "max-uses=999999999"})
    void whatIsShownIsReadBack(String text) {
        assertThat(ConnectionPolicy.parse(text).map(ConnectionPolicy::text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pool", "max-uses", "max-uses=", "max-uses=0", "max-uses=-1", "max-uses=1.5",
            "max-uses=9999999999", "max-uses=2 "})
    void anythingElseIsNone(String text) {
        assertThat(ConnectionPolicy.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = "max-uses=1")
    void oneUseIsOneForEachRequest(String text) {
        assertThat(ConnectionPolicy.parse(text)).contains(ConnectionPolicy.perRequest());
    }
}
