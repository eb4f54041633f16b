package io.llmloadtest.load.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.IllegalPlanException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({"http://localhost:8000, http://localhost:8000, /v1/models",
            "localhost:8000, http://localhost:8000, /v1/models",
            "http://localhost:8000/, http://localhost:8000, /v1/models",
            "http://localhost:8000/v1, http://localhost:8000, /v1/models",
            "http://localhost:8000/v1//, http://localhost:8000, /v1/models",
            "http://h/llm/v1/chat/completions, http://h/llm, /llm/v1/models",
            "HTTPS://h:443/llm/, https://h/llm, /llm/v1/models", "https://h:8443, https://h:8443, /v1/models",
            "http://[::1]:8000/v1, http://[::1]:8000, /v1/models"})
    void whatUsersTypeMeansOnePlace(String typed, String base, String path) {
        BaseUrl url = BaseUrl.parse(typed);

        assertThat(url).hasToString(base);
        assertThat(url.path("/v1/models")).isEqualTo(path);
        assertThat(url.resolve("/v1/models")).hasToString(url.origin() + path);
    }

    @Test
    void anIpv6HostHasNoBrackets() {
        assertThat(BaseUrl.parse("http://[::1]:8000").host()).isEqualTo("::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "http://", "http://h:0", "http://h:99999", "http://user:hunter2@h",
            "http://h?key=hunter2",
            "http://a b", ""})
    void whatIsNoServerIsRefusedWithoutRepeatingIt(String typed) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> BaseUrl.parse(typed))
                .withMessageStartingWith("--server as given is not possible: ").withMessageNotContaining("hunter2");
    }

    @Test
    void headerValuesAreHidden() {
        SecretHeaders headers = SecretHeaders.of(Optional.of("hunter2"), Map.of("X-Tenant", "sesame"));

        assertThat(headers).hasToString("headers [Authorization, X-Tenant], values hidden");
        assertThat(headers.values()).containsEntry("Authorization", "Bearer hunter2");
    }

    @Test
    void aHeaderThatCannotBeSentIsRefusedWithoutItsValue() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> SecretHeaders.of(Optional.empty(), Map.of("X-Key", "hunter2\r\nHost: evil")))
                .withMessageContaining("X-Key").withMessageNotContaining("hunter2");
    }
}
