package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFloatTest {

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, 1.0", "27453, 27453.0", "999999, 999999.0", "1000000, 1e+06", "1234567, 1.234567e+06",
            "1795568378.467252, 1.795568378467252e+09",
            "0.0014933369998288981, 0.0014933369998288981", "0.00005, 5e-05", "4882804736, 4.882804736e+09",
            "0.3727222999989408, 0.3727222999989408",
            "-1.5, -1.5", "1795568306.11, 1.79556830611e+09"})
    void isWrittenAsPythonsClientWritesIt(double value, String text) {
        assertThat(GoFloat.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"Infinity, +Inf", "-Infinity, -Inf", "NaN, NaN"})
    void whatIsNoNumberHasItsGoName(double value, String text) {
        assertThat(GoFloat.of(value)).isEqualTo(text);
    }
}
