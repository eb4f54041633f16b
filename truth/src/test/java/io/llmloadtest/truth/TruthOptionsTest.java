package io.llmloadtest.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmloadtest.truth.TruthOptions.Pace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthOptionsTest {
    @Test
    void theCommandLineSetsEveryOption() {
        assertThat(TruthOptions.parse("--host", "0.0.0.0", "--port", "1", "--ttft-ms", "7.5", "--itl-ms", "2", "--mode",
                "flood", "--chunks-per-write", "8", "--default-tokens", "9", "--keep", "10", "--model", "m"))
                .isEqualTo(new TruthOptions("0.0.0.0", 1, Duration.ofNanos(7_500_000), Duration.ofMillis(2), Pace.FLOOD,
                        8, 9,
                        10, "m"));
    }

    @ParameterizedTest
    @CsvSource({"--port,x", "--port,70000", "--itl-ms,0", "--ttft-ms,-1", "--mode,walk", "--chunks-per-write,0",
            "--color,red"})
    void aBadValueIsNamed(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> TruthOptions.parse(name, value))
                .withMessageContaining(name.substring(2));
    }

    @Test
    void anOptionWithoutValueIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> TruthOptions.parse("--port"))
                .withMessageContaining("--port");
    }
}
